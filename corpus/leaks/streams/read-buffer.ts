import { Readable } from 'node:stream'
import type { LeakCase } from '../../leak-case.ts'

class Row {
  readonly columns = ['name', 'age']
}

// culprit
const table = new Readable({ objectMode: true, read() {} })

export const leakCase: LeakCase = {
  target: Row,
  leaking() {
    table.push(new Row())
  },
  fixed() {
    table.push(new Row())
    table.read()
  },
  root: 'module leaks/streams/read-buffer.ts',
  says: ['`table`', 'Readable', 'chunk'],
  cut: 'chunk',
}
