import type { LeakCase } from '../../leak-case.ts'

class Note {
  readonly text = 'milk'
}

// culprit
function print(note: Note, copies: number): string {
  return note.text.repeat(copies)
}

const pending: (() => string)[] = []

export const leakCase: LeakCase = {
  target: Note,
  leaking() {
    pending.push(print.bind(undefined, new Note(), 2))
  },
  fixed() {
    pending.push(print.bind(undefined, new Note(), 2))
    pending.shift()?.()
    pending.length = 0
  },
  root: 'module leaks/functions/bound-argument.ts',
  says: ['`pending`', 'bound function print', 'bound argument 1'],
  cut: /\[\d+\] of Array `pending`/,
}
