import type { LeakCase } from '../../leak-case.ts'

class Picture {
  readonly pixels = 100
}

interface Album {
  latest?: Picture | WeakRef<Picture>
}

// culprit
const album: Album = {}

export const leakCase: LeakCase = {
  target: Picture,
  leaking() {
    album.latest = new Picture()
  },
  fixed() {
    album.latest = new WeakRef(new Picture())
  },
  root: 'module leaks/references/strong-instead-of-weakref.ts',
  says: ['`album`', '.latest'],
  cut: '.latest of Object `album`',
}
