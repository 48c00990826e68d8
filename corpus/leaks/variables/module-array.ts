import type { LeakCase } from '../../leak-case.ts'

class Edit {
  readonly position = 0
}

// culprit
const undoStack: Edit[] = []

export const leakCase: LeakCase = {
  target: Edit,
  leaking() {
    undoStack.push(new Edit())
  },
  fixed() {
    undoStack.push(new Edit())
    undoStack.pop()
  },
  root: 'module leaks/variables/module-array.ts',
  says: ['`undoStack`', /\[\d+\]/],
  cut: /\[\d+\] of Array `undoStack`/,
}
