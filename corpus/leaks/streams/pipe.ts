import { Readable, Writable } from 'node:stream'
import type { LeakCase } from '../../leak-case.ts'

class Client extends Writable {
  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done()
  }
}

// culprit
const news = new Readable({ read() {} })

export const leakCase: LeakCase = {
  target: Client,
  leaking() {
    news.pipe(new Client())
  },
  fixed() {
    const client = new Client()
    news.pipe(client)
    news.unpipe(client)
  },
  root: 'module leaks/streams/pipe.ts',
  says: ['`news`', 'Readable', 'pipe'],
  cut: 'destination of `.pipe()` of Readable `news`',
  advice: 'unpipe(destination)',
}
