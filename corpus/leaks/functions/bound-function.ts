import type { LeakCase } from '../../leak-case.ts'

class Job {
  readonly base = 7

  // culprit
  square(): number {
    return this.base ** 2
  }
}

const done: (() => number)[] = []

export const leakCase: LeakCase = {
  target: Job,
  leaking() {
    const job = new Job()
    done.push(job.square.bind(job))
  },
  fixed() {
    const job = new Job()
    const result = job.square()
    done.push(() => result)
  },
  root: 'module leaks/functions/bound-function.ts',
  says: ['`done`', 'bound function square'],
  cut: /\[\d+\] of Array `done`/,
}
