import type { LeakCase } from '../../leak-case.ts'

class Request extends Error {
  readonly path = '/login'
}

// culprit
const failures: Error[] = []

export const leakCase: LeakCase = {
  target: Request,
  leaking() {
    failures.push(new Error('cannot log in', { cause: new Request() }))
  },
  fixed() {
    const { message } = new Error('cannot log in', { cause: new Request() })
    failures.push(new Error(message))
  },
  root: 'module leaks/errors/cause.ts',
  says: ['`failures`', 'Error', '.cause'],
  cut: /\[\d+\] of Array `failures`/,
}
