import { Writable } from 'node:stream'
import type { LeakCase } from '../../leak-case.ts'

class LogEntry {
  written = false
}

let flush = () => {}

/** A disk that takes its time: `flush` lets it go on. */
const disk = new Writable({
  write(_chunk, _encoding, done) {
    flush = () => done()
  },
})

function log(entry: LogEntry): void {
  // culprit
  disk.write('entry', function confirm() {
    entry.written = true
  })
}

export const leakCase: LeakCase = {
  target: LogEntry,
  async leaking() {
    log(new LogEntry())
  },
  async fixed() {
    log(new LogEntry())
    flush()
  },
  root: 'module leaks/streams/write-callback.ts',
  says: ['`disk`', 'Writable', 'write', 'confirm', '`entry`'],
  cut: 'write',
  after: () => flush(),
}
