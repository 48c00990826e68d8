import type { Path } from '../path.ts'
import type { Reading, Retainer } from './retainer.ts'

const UNREAD = 'chunk that nobody has read yet'
const UNWRITTEN = 'chunk that waits to be written'

/** What a Node stream has in its buffers: chunks, callbacks of writes, and where it is piped. */
export const nodeStream: Retainer = {
  name: 'Node stream',
  read(path, at) {
    if (path.label(at) === '_readableState') return ofReadable(path, at)
    if (path.label(at) === '_writableState') return ofWritable(path, at)
    return undefined
  },
}

function ofReadable(path: Path, at: number): Reading | undefined {
  const label = path.label(at + 1)
  if (label === 'pipes')
    return {
      edges: path.type(at + 2) === 'element' ? 3 : 2,
      words: 'destination of `.pipe()`',
      keeps: true,
      advice: ['It is piped there until the stream ends: `unpipe(destination)` ends it before.'],
    }
  // since Node 26.12 the listener that `.pipe()` adds, and its helper, are here as well
  if (label === 'pipeOnData' || label === 'pipePause')
    return { edges: 2, words: 'listener of event "data"', keeps: true }
  if (label !== 'buffer') return undefined
  let edge = at + 2
  // Node 20 has a list, later ones an array
  while (/^(head|tail|next)$/.test(String(path.label(edge)))) edge++
  return edge < path.length ? { edges: edge + 1 - at, words: UNREAD, keeps: true } : undefined
}

function ofWritable(path: Path, at: number): Reading | undefined {
  const label = String(path.label(at + 1))
  if (/^(<symbol kWriteCbValue>|writecb)$/.test(label))
    return { edges: 2, words: 'callback of `.write()`', keeps: true }
  if (!/^(<symbol kBufferedValue>|buffered)$/.test(label)) return undefined
  const part = path.label(at + 3)
  if (part === 'chunk') return { edges: 4, words: UNWRITTEN, keeps: true }
  if (part === 'callback') return { edges: 4, words: 'callback of a `.write()` that waits', keeps: true }
  return undefined
}

/** What a web stream has in its queue, and who waits for a chunk of it. */
export const webStream: Retainer = {
  name: 'web stream',
  read(path, at) {
    const [, side] =
      /^(Readable|Writable|Transform)(Stream|ByteStream)/.exec(path.heap.name(path.from(at))) ?? []
    if (side === undefined || path.label(at) !== '<symbol kState>') return undefined
    const label = String(path.label(at + 1))
    if (label === 'queue' && path.heap.name(path.from(at)).endsWith('Controller')) {
      const edge = elementAfter(path, at + 2)
      if (edge === undefined) return undefined
      const ends = path.label(edge + 1) === 'value' ? edge + 1 : edge
      return { edges: ends + 1 - at, words: side === 'Readable' ? UNREAD : UNWRITTEN, keeps: true }
    }
    if (label === 'readRequests' || label === 'readIntoRequests') {
      const edge = elementAfter(path, at + 2)
      if (edge === undefined) return undefined
      // the request is Node's own object around a promise
      const promise = path.label(edge + 1) === '<symbol kState>' && path.label(edge + 2) === 'promise'
      return { edges: (promise ? edge + 3 : edge + 1) - at, words: 'pending `.read()`' }
    }
    return /^(controller|reader|stream|writer|readable|writable)$/.test(label)
      ? { edges: 2, words: `its ${label}` }
      : undefined
  },
}

/** Index of the edge that enters an element of the queue that edge `at` leaves. */
function elementAfter(path: Path, at: number): number | undefined {
  const edge = path.label(at) === 'list' ? at + 1 : at
  return path.type(edge) === 'element' ? edge : undefined
}
