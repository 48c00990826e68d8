import type { LeakCase } from '../../leak-case.ts'

class Timeout extends Error {
  readonly milliseconds = 100
}

// culprit
let lastFailure: AggregateError | undefined

export const leakCase: LeakCase = {
  target: Timeout,
  leaking() {
    lastFailure = new AggregateError([new Timeout()], 'all mirrors failed')
  },
  fixed() {
    lastFailure = new AggregateError([new Timeout()], 'all mirrors failed')
    lastFailure.errors.length = 0
  },
  root: 'module leaks/errors/aggregate.ts',
  says: ['`lastFailure`', 'AggregateError', '.errors[0]'],
  cut: '`lastFailure`',
}
