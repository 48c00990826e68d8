import type { LeakCase } from '../../leak-case.ts'

class Report {
  readonly pages = 3
}

const counters: (() => number)[] = []

function countPagesOf(report: Report): () => number {
  let count = 0
  // culprit
  return function nextCount() {
    count += report.pages
    return count
  }
}

function countPages(pages: number): () => number {
  let count = 0
  return function nextCount() {
    count += pages
    return count
  }
}

export const leakCase: LeakCase = {
  target: Report,
  leaking() {
    const report = new Report()
    counters.push(countPagesOf(report))
  },
  fixed() {
    const report = new Report()
    counters.push(countPages(report.pages))
  },
  root: 'module leaks/closures/closure-variable.ts',
  says: ['`counters`', 'nextCount', '`report`'],
  cut: /\[\d+\] of Array `counters`/,
}
