import { PassThrough, Readable, Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Row {}
class Frame {}
class Entry {
  written = false
}
class Client extends PassThrough {}
class Sample {}

const table = new Readable({ objectMode: true, read() {} })
const screen = new Writable({ objectMode: true, write() {} })
const disk = new Writable({ write() {} })
const news = new Readable({ read() {} })
let microphone: ReadableStreamDefaultController<Sample>
const recording = new ReadableStream<Sample>({ start: (controller) => void (microphone = controller) })

it('a readable keeps what nobody has read', () => {
  table.push(new Row())
  expect(explained(Row).slice(-3)).toEqual(['Readable', 'chunk that nobody has read yet', 'Row'])
})

it('a writable keeps what it has not written', () => {
  screen.write({})
  screen.write(new Frame())
  expect(explained(Frame).slice(-3)).toEqual(['Writable', 'chunk that waits to be written', 'Frame'])
})

it('a writable keeps the callback of the write that is under way', () => {
  const log = (entry: Entry) => disk.write('entry', () => (entry.written = true))
  log(new Entry())
  expect(explained(Entry)).toContain('callback of `.write()`')
})

it('a readable keeps where it is piped', () => {
  news.pipe(new Client())
  expect(explained(Client).slice(-3)).toEqual(['Readable', 'destination of `.pipe()`', 'Client'])
})

it('a web stream keeps what nobody has read', () => {
  microphone.enqueue(new Sample())
  expect(recording.locked).toBe(false)
  expect(explained(Sample).slice(-2)).toEqual(['chunk that nobody has read yet', 'Sample'])
})
