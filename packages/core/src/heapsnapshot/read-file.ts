import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  CaptureError,
  InvalidInputError,
  NotFoundError,
  SnapshotFormatError,
  ToleakError,
} from '../errors.ts'
import type { HeapColumns } from '../heap/columns.ts'
import { parseSnapshot } from './parse.ts'

/** Bytes read at a time; the same buffer serves the whole file. */
const BUFFER_BYTES = 1 << 18

/** How a file is read. */
export interface ReadFileOptions {
  /** Called now and then with the bytes of the file read so far, and of the whole file. */
  readonly onProgress?: (bytesRead: number, bytes: number) => void
}

/**
 * A heap snapshot from disk, plain or gzipped (told by its first bytes, whatever its name). A plain file may be of any
 * size; a gzipped one is inflated in memory.
 *
 * @throws NotFoundError if there is no such file
 * @throws SnapshotFormatError if it is not a whole, consistent snapshot
 */
export function readSnapshotFile(file: string, options: ReadFileOptions = {}): HeapColumns {
  const descriptor = attempt(file, () => openSync(file, 'r'))
  try {
    if (attempt(file, () => fstatSync(descriptor)).isDirectory()) {
      throw new InvalidInputError(
        `Cannot read snapshot: ${file} is a folder, expected a .heapsnapshot file. Name the file in it.`,
      )
    }
    return inFile(file, () => {
      const first = new Uint8Array(2)
      const length = attempt(file, () => readSync(descriptor, first, 0, 2, 0))
      if (length === 2 && isGzip(first))
        return readSnapshotBytes(attempt(file, () => readFileSync(descriptor)))
      const status = fstatSync(descriptor)
      return parseSnapshot(chunksOf(file, descriptor, status.size, options), {
        // a pipe has no size
        bytes: status.isFile() ? status.size : undefined,
      })
    })
  } finally {
    closeSync(descriptor)
  }
}

/**
 * A heap snapshot from its bytes, plain or gzipped.
 *
 * @throws SnapshotFormatError if they are not a whole, consistent snapshot
 */
export function readSnapshotBytes(bytes: Uint8Array): HeapColumns {
  const plain = isGzip(bytes) ? inflate(bytes) : bytes
  return parseSnapshot([plain], { bytes: plain.length })
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes)
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause)
    const message = `Cannot parse snapshot: inflating ${bytes.length} gzipped bytes gave "${found}", expected a snapshot.`
    throw new SnapshotFormatError(`${message} The file may be cut short; try gunzip by hand.`, { cause })
  }
}

function* chunksOf(
  file: string,
  descriptor: number,
  size: number,
  { onProgress }: ReadFileOptions,
): Generator<Uint8Array> {
  const buffer = new Uint8Array(BUFFER_BYTES)
  let offset = 0
  for (;;) {
    const length = attempt(file, () => readSync(descriptor, buffer, 0, BUFFER_BYTES, offset))
    if (length === 0) return
    offset += length
    onProgress?.(offset, size)
    yield buffer.subarray(0, length)
  }
}

/** Names the file in an error about its content. */
function inFile<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof SnapshotFormatError)
      error.message = error.message.replace('parse snapshot:', `parse snapshot ${file}:`)
    throw error
  }
}

/** One system call; its failure in our words. */
function attempt<T>(file: string, call: () => T): T {
  try {
    return call()
  } catch (cause) {
    if (cause instanceof ToleakError) throw cause
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') {
      throw new NotFoundError(
        `Cannot read snapshot: there is no ${file}, expected a .heapsnapshot file. Check the path.`,
        { cause },
      )
    }
    throw new CaptureError(
      `Cannot read snapshot: ${file} gave "${message}", expected its bytes. Check the file and its rights.`,
      { cause },
    )
  }
}
