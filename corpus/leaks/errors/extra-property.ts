import type { LeakCase } from '../../leak-case.ts'

class Form {
  readonly fields = 3
}

// culprit
const log: Error[] = []

function invalid(form: Form): Error {
  return Object.assign(new Error('3 fields are missing'), { form })
}

export const leakCase: LeakCase = {
  target: Form,
  leaking() {
    log.push(invalid(new Form()))
  },
  fixed() {
    log.push(new Error(invalid(new Form()).message))
  },
  root: 'module leaks/errors/extra-property.ts',
  says: ['`log`', 'Error', '.form'],
  cut: /\[\d+\] of Array `log`/,
}
