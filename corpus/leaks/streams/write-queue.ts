import { Writable } from 'node:stream'
import type { LeakCase } from '../../leak-case.ts'

class Frame {
  readonly pixels = 640 * 480
}

let drain = () => {}

// culprit
const screen = new Writable({
  objectMode: true,
  write(_frame: Frame, _encoding, shown) {
    drain = shown
  },
})

export const leakCase: LeakCase = {
  target: Frame,
  async leaking() {
    screen.write({})
    screen.write(new Frame())
  },
  async fixed() {
    if (!screen.writableNeedDrain) screen.write(new Frame())
    drain()
  },
  root: 'module leaks/streams/write-queue.ts',
  says: ['`screen`', 'Writable', 'chunk'],
  cut: 'chunk',
}
