import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { HeapGraph } from '@toleak/core'
import { readSnapshot } from '@toleak/core'
import type { Progress } from './progress.ts'

/** A gzipped file of that many bytes takes about a second to inflate, during which nothing can be told. */
const LONG_TO_INFLATE = 20_000_000
/** From so many nodes on, each step over the whole heap takes about a second. */
const LARGE = 1_000_000

/**
 * The graph of a snapshot file, told as progress while it is read.
 *
 * @throws NotFoundError, InvalidInputError, SnapshotFormatError, CaptureError as `readSnapshot`
 */
export function openSnapshot(file: string, progress: Progress): HeapGraph {
  const step = `reading ${basename(file)}`
  progress.begin(step, { takesLong: isLongToInflate(file) })
  return readSnapshot(file, { onProgress: (bytesRead, bytes) => progress.advance(bytesRead, bytes) })
}

/** Whether steps over the whole heap take long. */
export function isLarge(graph: HeapGraph): boolean {
  return graph.size >= LARGE
}

function isLongToInflate(file: string): boolean {
  try {
    if (statSync(file).size < LONG_TO_INFLATE) return false
    const descriptor = openSync(file, 'r')
    try {
      const first = new Uint8Array(2)
      readSync(descriptor, first)
      return first[0] === 0x1f && first[1] === 0x8b
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // reading it says why
    return false
  }
}
