import type { LeakCase } from '../../leak-case.ts'

class Comment {
  readonly likes = 1
}

// culprit
const commentsById: Comment[] = []

export const leakCase: LeakCase = {
  target: Comment,
  leaking() {
    commentsById[4_000_000] = new Comment()
  },
  fixed() {
    commentsById[4_000_000] = new Comment()
    delete commentsById[4_000_000]
  },
  root: 'module leaks/collections/sparse-array.ts',
  says: ['`commentsById`', '[4000000]'],
  cut: '[4000000] of Array `commentsById`',
}
