import type { LeakCase } from '../../leak-case.ts'

class Upload {
  readonly bytes = 16
}

// culprit
const buffer: ArrayBuffer & { owner?: Upload } = new ArrayBuffer(16)
const view = new Uint8Array(buffer)

export const leakCase: LeakCase = {
  target: Upload,
  leaking() {
    buffer.owner = new Upload()
    view.fill(1)
  },
  fixed() {
    buffer.owner = new Upload()
    view.fill(1)
    delete buffer.owner
  },
  root: 'module leaks/properties/array-buffer.ts',
  says: ['`buffer`', 'ArrayBuffer', '.owner'],
  cut: '.owner of ArrayBuffer `buffer`',
}
