import type { LeakCase } from '../../leak-case.ts'

class Piece {
  readonly colour = 'white'
}

// culprit
const board: (Piece | undefined)[][] = [
  [undefined, undefined],
  [undefined, undefined],
]

export const leakCase: LeakCase = {
  target: Piece,
  leaking() {
    board[1][0] = new Piece()
  },
  fixed() {
    board[1][0] = new Piece()
    board[1][0] = undefined
  },
  root: 'module leaks/collections/nested-array.ts',
  says: ['`board`', '[1]', '[0]'],
  cut: '[0] of Array',
}
