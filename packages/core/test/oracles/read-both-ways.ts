import { SnapshotFormatError } from '../../src/errors.ts'
import { NO_TRACE, type HeapColumns } from '../../src/heap/columns.ts'
import { Heap } from '../../src/heap/heap.ts'
import { readSnapshotBytes } from '../../src/heapsnapshot/read-file.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { readByJson, type JsonNode, type JsonSnapshot } from './json-snapshot.ts'

/** What became of a file: whether it was read, or in which words it was refused. */
export type Fate = 'read' | { readonly refused: string; readonly oracle: string | undefined }

/** The form of every error of this folder: what was being done, what was found, what was expected, what to do next. */
const HOUSE_FORM = /^Cannot parse snapshot: [^]+, expected [^]+\. [^]+[.?]$/

/**
 * Reads bytes by the parser, whole and in pieces, and by JSON.parse, and compares.
 *
 * @param pieceBytes size of the pieces
 * @throws Error if they differ, an error is none of ours, or has not the house form
 */
export function readBothWays(bytes: Uint8Array, pieceBytes = 7): Fate {
  const oracle = readByJson(bytes)
  const whole = attempt(() => readSnapshotBytes(bytes))
  const pieces = attempt(() => parseSnapshot(inPieces(bytes, pieceBytes), { bytes: bytes.length }))
  if (typeof whole === 'string' || typeof pieces === 'string') {
    if (typeof whole !== typeof pieces) throw new Error(`whole: ${told(whole)}; in pieces: ${told(pieces)}`)
    return { refused: whole as string, oracle: typeof oracle === 'string' ? oracle : undefined }
  }
  if (typeof oracle === 'string')
    throw new Error(`Read, but by JSON.parse it is refused: ${oracle}. ${show(bytes)}`)
  same(contentsOf(whole), oracle, bytes)
  same(contentsOf(pieces), oracle, bytes)
  walk(whole)
  return 'read'
}

function attempt(read: () => HeapColumns): HeapColumns | string {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof SnapshotFormatError)) throw error
    if (!HOUSE_FORM.test(error.message))
      throw new Error(`Not the house form: ${error.message}`, { cause: error })
    return error.message
  }
}

function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  // the owner of a piece may use its memory again
  const piece = new Uint8Array(size)
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size)
    piece.set(part)
    yield piece.subarray(0, part.length)
    piece.fill(0xff)
  }
}

/** The columns as the oracle has them. */
export function contentsOf(columns: HeapColumns): JsonSnapshot {
  const { strings, firstEdge, edgeTypeNames, edgeName, locations, allocations } = columns
  const nodes = Array.from({ length: columns.nodeCount }, (_, node): JsonNode => {
    const edges = []
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const type = edgeTypeNames[columns.edgeType[edge]]
      const isIndex = type === 'element' || type === 'hidden'
      edges.push({
        type,
        label: isIndex ? edgeName[edge] : strings.get(edgeName[edge]),
        to: columns.edgeTo[edge],
      })
    }
    return {
      type: columns.nodeTypeNames[columns.nodeType[node]],
      name: strings.get(columns.nodeName[node]),
      id: columns.nodeId[node],
      shallowSize: columns.shallowSize[node],
      detachedness: columns.detachedness[node],
      edges,
      ...(allocations && { stack: stackOf(columns, allocations.traceOf[node]) }),
    }
  })
  return {
    nodes,
    locations: Array.from({ length: locations.count }, (_, at) => ({
      node: locations.node[at],
      scriptId: locations.scriptId[at],
      line: locations.line[at],
      column: locations.column[at],
    })),
  }
}

function stackOf({ allocations, strings }: HeapColumns, trace: number): string[] {
  const stack: string[] = []
  if (!allocations) return stack
  const { caller, calledFunction, functions } = allocations
  for (let at = trace; at !== NO_TRACE; at = caller[at]) {
    const called = calledFunction[at]
    // the file counts lines and columns from 1
    const [line, column] = [functions.line[called] + 1, functions.column[called] + 1].map((n) => n >>> 0)
    const names = `${strings.get(functions.name[called])} ${strings.get(functions.scriptName[called])}`
    stack.push(`${names} ${functions.codeId[called]} ${functions.scriptId[called]} ${line} ${column}`)
  }
  return stack
}

/** What is computed of every heap must come to an end, whatever the edges are. */
function walk(columns: HeapColumns): void {
  const heap = new Heap(columns)
  const { distance, retainedSize } = heap
  if (distance.length !== heap.nodeCount || retainedSize.length !== heap.nodeCount)
    throw new Error(`Columns of ${distance.length} and ${retainedSize.length} for ${heap.nodeCount} nodes`)
  void new Heap(columns, { semantics: 'devtools' }).retainedSize
}

function same(ours: JsonSnapshot, oracle: JsonSnapshot, bytes: Uint8Array): void {
  const [left, right] = [JSON.stringify(ours), JSON.stringify(oracle)]
  if (left === right) return
  let at = 0
  while (left[at] === right[at]) at++
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60)
  throw new Error(`Read ${around(left)}, by JSON.parse ${around(right)}. ${show(bytes)}`)
}

function told(outcome: HeapColumns | string): string {
  return typeof outcome === 'string' ? outcome : 'read'
}

function show(bytes: Uint8Array): string {
  return `The file: ${JSON.stringify(Buffer.from(bytes).toString('latin1').slice(0, 4000))}`
}
