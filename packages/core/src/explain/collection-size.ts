import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { ownEntry } from './own-entry.ts'

const WORD = 8
/** Three numbers, then the buckets, then the entries; twice as many of these as buckets. */
const TABLE_HEADER = 3
/** Slots of an entry, the chain among them. */
const ENTRY_SIZE: Readonly<Record<string, number>> = { Map: 3, Set: 2 }
/** Larger ones are not counted: nobody waits for a number in a picture. */
const MOST_EDGES = 100_000

/**
 * Number of entries of a Map or a Set, or of elements of an array; undefined for other objects, and where a snapshot does not tell: it
 * leaves out numbers in V8's own stores.
 *
 * Cost: linear in what the collection holds, and bounded.
 */
export function collectionSize(heap: Heap, node: number): number | undefined {
  if (heap.typeName(node) !== 'object') return undefined
  const className = heap.name(node)
  if (className === 'Array') return arrayLength(heap, node)
  const entrySize = ownEntry(ENTRY_SIZE, className)
  return entrySize === undefined ? undefined : entryCount(heap, heap.follow(node, 'table'), entrySize)
}

/** By its last element: V8 writes no edge for the length, nor for elements of an array of nothing but numbers. */
function arrayLength(heap: Heap, array: number): number | undefined {
  const { firstEdge, edgeName } = heap.columns
  if (firstEdge[array + 1] - firstEdge[array] > MOST_EDGES) return undefined
  const element = heap.edgeTypeOf('element')
  let length = 0
  let hasStore = false
  for (let edge = firstEdge[array]; edge < firstEdge[array + 1]; edge++) {
    if (heap.columns.edgeType[edge] === element) length = Math.max(length, edgeName[edge] + 1)
    else if (heap.edgeLabel(edge) === 'elements') hasStore = true
  }
  return length === 0 && hasStore ? undefined : length
}

/** Entries with a key or value that is no small number; only if none before the last is missing: it may be two numbers or, from Node 26 on, deleted. */
function entryCount(heap: Heap, table: number, entrySize: number): number | undefined {
  if (table === NO_NODE) return undefined
  const { firstEdge, shallowSize } = heap.columns
  if (firstEdge[table + 1] - firstEdge[table] > MOST_EDGES) return undefined
  const slots = shallowSize[table] / WORD - 2
  const buckets = (slots - TABLE_HEADER) / (1 + 2 * entrySize)
  if (!Number.isInteger(buckets)) return undefined
  const firstEntry = TABLE_HEADER + buckets
  const entries = new Set<number>()
  const deleted = new Set<number>()
  for (let edge = firstEdge[table]; edge < firstEdge[table + 1]; edge++) {
    const label = heap.edgeLabel(edge)
    const slot = label === '' ? NaN : Number(label)
    if (!(slot >= firstEntry && slot < slots)) continue
    const entry = Math.floor((slot - firstEntry) / entrySize)
    if (heap.name(heap.edgeTo(edge)) === HOLE && heap.typeName(heap.edgeTo(edge)) === 'hidden')
      deleted.add(entry)
    else entries.add(entry)
  }
  const last = Math.max(-1, ...[...entries, ...deleted])
  return entries.size === 0 || entries.size + deleted.size <= last ? undefined : entries.size
}

const HOLE = 'system / Hole'
