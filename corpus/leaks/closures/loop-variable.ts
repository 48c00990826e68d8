import type { LeakCase } from '../../leak-case.ts'

class Row {
  readonly height = 20
}

const handlers: (() => number)[] = []

function render(rows: readonly Row[]): void {
  for (const row of rows)
    // culprit
    handlers.push(function heightOfRow() {
      return row.height
    })
}

export const leakCase: LeakCase = {
  target: Row,
  leaking() {
    render([new Row()])
  },
  fixed() {
    render([new Row()])
    handlers.length = 0
  },
  root: 'module leaks/closures/loop-variable.ts',
  says: ['`handlers`', 'function heightOfRow', '`row`'],
  cut: /\[\d+\] of Array `handlers`/,
}
