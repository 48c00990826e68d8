import { fileURLToPath } from 'node:url'
import { InvalidInputError } from '../errors.ts'
import { Heap } from '../heap/heap.ts'
import { readSnapshotBytes, readSnapshotFile } from '../heapsnapshot/read-file.ts'
import { HeapGraph } from './heap-graph.ts'

/** How a snapshot is read. */
export interface ReadOptions {
  /** Called now and then with the bytes of the file read so far, and of the whole file. */
  readonly onProgress?: (bytesRead: number, bytes: number) => void
  /**
   * Which references keep alive, and what follows from it: `exact` as the garbage collector has it, `devtools` node by node as Chrome
   * DevTools shows it (docs/heap-semantics.md says where they differ). Default `exact`.
   */
  readonly semantics?: 'exact' | 'devtools'
}

/**
 * The graph of a heap snapshot from disk or from its bytes, plain or gzipped: of Node, Chrome, Electron, whoever wrote it.
 *
 * @param source the path of a `.heapsnapshot` or `.heapsnapshot.gz` file, or its content
 * @throws NotFoundError if there is no such file; SnapshotFormatError if it is not a whole, consistent snapshot
 *
 * Cost: one pass over the bytes; 31 bytes a node and 9 an edge, and the bytes of the strings. A plain file is never held in memory, a
 * gzipped one is.
 */
export function readSnapshot(source: string | URL | Uint8Array, options: ReadOptions = {}): HeapGraph {
  const { semantics = 'exact' } = options
  if (source instanceof Uint8Array) return new HeapGraph(new Heap(readSnapshotBytes(source), { semantics }))
  const file: unknown = source instanceof URL ? fileURLToPath(source) : source
  if (typeof file !== 'string')
    throw new InvalidInputError(
      `Cannot read snapshot: found ${file === null ? 'null' : typeof file}, expected the path of a .heapsnapshot file or its bytes.`,
    )
  return new HeapGraph(new Heap(readSnapshotFile(file, options), { semantics }))
}
