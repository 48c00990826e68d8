import type { LeakCase } from '../leak-case.ts'

class Edit {
  readonly position = 0
}

// culprit
const undoStack: Edit[] = []

export const moduleArray: LeakCase = {
  name: 'module-level array',
  file: 'leaks/module-array.ts',
  target: Edit,
  leaking() {
    undoStack.push(new Edit())
  },
  fixed() {
    undoStack.push(new Edit())
    undoStack.pop()
  },
  says: ['`undoStack`', '[0]'],
  cut: '[0]',
}
