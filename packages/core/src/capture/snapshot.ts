import type { Readable } from 'node:stream'
import { getHeapSnapshot } from 'node:v8'
import { CaptureError } from '../errors.ts'

/** What a snapshot holds. */
export interface TakeOptions {
  /** Whether numbers held in fields get nodes of their own. Default false. */
  readonly numericValues?: boolean
}

/** V8 hands the file out in pieces of this size; asked for any other, the stream would copy them. */
const PIECE_BYTES = 65_536

/**
 * A heap snapshot of this isolate, taken and written before it returns.
 *
 * @returns the bytes of V8's JSON, in chunks, outside the JS heap; to be iterated once, and each chunk is let go when the next is asked for
 * @throws CaptureError if V8 hands out nothing
 *
 * Cost: about twice the heap in memory, 0.3 s for 100,000 nodes.
 */
export function takeSnapshot({ numericValues = false }: TakeOptions = {}): Iterable<Uint8Array> {
  const stream = getHeapSnapshot({ exposeNumericValues: numericValues })
  // a Readable that is asked for 0 bytes starts to fill; V8 then pushes everything synchronously
  stream.read(0)
  if (stream.readableLength === 0) {
    stream.destroy()
    throw new CaptureError(
      'Cannot take a heap snapshot: V8 wrote 0 bytes, expected at least a header. Is the heap near its limit?',
    )
  }
  return piecesOf(stream)
}

function* piecesOf(stream: Readable): Generator<Uint8Array> {
  try {
    for (;;) {
      const piece = (stream.read(PIECE_BYTES) ?? stream.read()) as Uint8Array | null
      if (piece === null) return
      yield piece
    }
  } finally {
    stream.destroy()
  }
}
