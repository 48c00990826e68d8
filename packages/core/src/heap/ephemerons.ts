import type { HeapColumns } from './columns.ts'
import { inParts } from './in-parts.ts'
import { findNodes, NO_NODE } from './node-index.ts'

/** Stands for an edge that is not there. */
export const NO_EDGE = -1
/** What `entryOf` gives for an edge that is no part of a WeakMap entry. */
export const NO_ENTRY = -1

/**
 * The entries of WeakMaps and WeakSets. The value of an entry lives only if both its key and the table do. V8 writes each
 * entry twice, as an edge from the key to the value and as an edge from the table to the value.
 */
export interface Ephemerons {
  readonly count: number
  /** index: entry; value: its edge from key to value, ascending */
  readonly keyEdge: Readonly<Uint32Array>
  /** index: entry; value: its edge from table to value, or NO_EDGE */
  readonly tableEdge: Readonly<Int32Array>
  /** index: entry; value: node */
  readonly key: Readonly<Uint32Array>
  /** index: entry; value: node */
  readonly table: Readonly<Uint32Array>
  /** The entry that an edge states, on either side, or NO_ENTRY. */
  entryOf(edge: number): number
}

/** Those of a heap without any. */
export const NO_EPHEMERONS: Ephemerons = {
  count: 0,
  keyEdge: new Uint32Array(0),
  tableEdge: new Int32Array(0),
  key: new Uint32Array(0),
  table: new Uint32Array(0),
  entryOf: () => NO_ENTRY,
}

/*
 * An entry reads `3 / part of key (K @id) -> value (V @id) pair in WeakMap (table @id)`. The number in front counts the
 * edges of the node it stands on. K and V are names from the program and may hold anything; the id of the table is last.
 * When the whole does not fit 1,023 bytes (a long string as value is enough), V8's StringsStorage::GetVFormatted gives
 * the bare format instead, `%s @%u` and all.
 */
const IN_EVERY_ENTRY = ' pair in WeakMap (table @'
const NUMBER = /^\d+ \/ /

const NO_HALVES = new Uint32Array(0)
const NO_HALF = -1

/** The edges that state entries, of both sides, ascending. */
interface Halves {
  readonly count: number
  readonly edge: Uint32Array
  /** index: half; value: the node it stands on */
  readonly from: Uint32Array
}

/**
 * The WeakMap and WeakSet entries of a heap. An edge whose other half cannot be found is not among them.
 *
 * Cost: one pass over the edges, if there is any entry at all; the rest is linear in the entries.
 */
export function computeEphemerons(columns: HeapColumns): Ephemerons {
  const { edgeTo, edgeName, strings } = columns
  const halves = findHalves(columns)
  if (halves.count === 0) return NO_EPHEMERONS

  // the halves on tables, by key and table; where the text does not tell the table, by key and value
  const tableHalves = new PairLists(columns.nodeCount, halves.count)
  // ascending from `firstKeyHalf` on
  const keyHalves = new Uint32Array(halves.count)
  let firstKeyHalf = halves.count
  const tableById = new Map<number, number>()
  const keyOfHalf = keysOfTableHalves(columns, halves)
  // backwards, since pairs are taken from the end of their list
  for (let half = halves.count - 1; half >= 0; half--) {
    const key = keyOfHalf[half]
    if (key === NO_NODE) {
      keyHalves[--firstKeyHalf] = half
      continue
    }
    const edge = halves.edge[half]
    const from = halves.from[half]
    const tableId = strings.numberBeforeEnd(edgeName[edge])
    const isNamed = !Number.isNaN(tableId)
    if (isNamed) tableById.set(tableId, from)
    tableHalves.add(key, isNamed ? from : ofValue(edgeTo[edge]), half)
  }
  addOrphans(tableById, columns, halves, keyHalves.subarray(firstKeyHalf))

  const entries = new EntryCollector(halves)
  for (const half of keyHalves.subarray(firstKeyHalf)) {
    const edge = halves.edge[half]
    const key = halves.from[half]
    const table = tableById.get(strings.numberBeforeEnd(edgeName[edge])) ?? NO_NODE
    const mate = tableHalves.take(key, table === NO_NODE ? ofValue(edgeTo[edge]) : table)
    if (mate !== NO_HALF) entries.add(half, mate, table === NO_NODE ? halves.from[mate] : table)
    else if (table !== NO_NODE) entries.add(half, NO_HALF, table)
  }
  return entries.done()
}

/** Adds the tables that only halves on keys name. */
function addOrphans(
  tableById: Map<number, number>,
  { nodeId, edgeName, strings }: HeapColumns,
  { edge }: Halves,
  keyHalves: Uint32Array,
): void {
  const orphans = new Set<number>()
  for (const half of keyHalves) {
    const id = strings.numberBeforeEnd(edgeName[edge[half]])
    if (!Number.isNaN(id) && !tableById.has(id)) orphans.add(id)
  }
  if (orphans.size > 0) for (const [id, table] of findNodes(nodeId, orphans)) tableById.set(id, table)
}

/** The edges whose text is that of an entry. */
function findHalves(columns: HeapColumns): Halves {
  const { nodeCount, firstEdge, edgeType, edgeName, strings } = columns
  const names = strings.indicesContaining(IN_EVERY_ENTRY)
  if (names.length === 0) return { count: 0, edge: NO_HALVES, from: NO_HALVES }
  // index: string; value: 1 if it states an entry
  const isEntry = new Uint8Array(strings.count)
  for (const name of names) isEntry[name] = 1

  const internal = columns.edgeTypeNames.indexOf('internal')
  const edges: number[] = []
  inParts(columns.edgeCount, (first, end) => {
    for (let edge = first; edge < end; edge++)
      if (edgeType[edge] === internal && isEntry[edgeName[edge]] === 1) edges.push(edge)
  })
  const edge = Uint32Array.from(edges)
  // both ascend, so one walk over the nodes finds all
  const from = new Uint32Array(edge.length)
  let node = 0
  for (let half = 0; half < edge.length; half++) {
    while (node < nodeCount && firstEdge[node + 1] <= edge[half]) node++
    from[half] = node
  }
  return { count: edge.length, edge, from }
}

/** index: half; value: its key if it stands on a table, else NO_NODE */
function keysOfTableHalves(columns: HeapColumns, halves: Halves): Int32Array {
  const { nodeId, edgeName, edgeTo, strings } = columns
  const { count, edge, from } = halves
  const key = new Int32Array(count).fill(NO_NODE)
  const untold: number[] = []
  for (let half = 0; half < count; half++) {
    const tableId = strings.numberBeforeEnd(edgeName[edge[half]])
    const isOnTable = tableId === nodeId[from[half]]
    if (isOnTable || Number.isNaN(tableId)) key[half] = keyByNeighbours(columns, edge[half], from[half])
    if (isOnTable && key[half] === NO_NODE) untold.push(half)
  }
  if (untold.length > 0) {
    const keyByText = keysByText(columns, halves, new Set(untold.map((half) => edgeTo[edge[half]])))
    for (const half of untold) key[half] = keyByText.get(textOf(columns, edge[half])) ?? NO_NODE
  }
  return key
}

/** What stands on keys of these values, by the text that both halves of an entry have in common. */
function keysByText(
  columns: HeapColumns,
  { count, edge, from }: Halves,
  values: ReadonlySet<number>,
): Map<string, number> {
  const { nodeId, edgeName, edgeTo, strings } = columns
  const keys = new Map<string, number>()
  for (let half = 0; half < count; half++)
    if (
      values.has(edgeTo[edge[half]]) &&
      strings.numberBeforeEnd(edgeName[edge[half]]) !== nodeId[from[half]]
    )
      keys.set(textOf(columns, edge[half]), from[half])
  return keys
}

/** The text of a half, without the number that counts the edges of its node. */
function textOf({ edgeName, strings }: HeapColumns, edge: number): string {
  return strings.get(edgeName[edge]).replace(NUMBER, '')
}

/**
 * What tells entries of one key apart where the text gives no table: the value, as a negative number. If a pair of key and
 * value is in several tables then, V8 wrote both sides in the same order.
 */
function ofValue(value: number): number {
  return -1 - value
}

/** Lists of halves by two numbers: a node, and a node or the negative of one. */
class PairLists {
  /** pair -> the half that was added last and is not taken, NO_HALF if all are */
  readonly #last = new Map<number, number>()
  /** index: half; value: the one that was added to its list before, or NO_HALF */
  readonly #before: Int32Array
  readonly #nodeCount: number

  constructor(nodeCount: number, halves: number) {
    this.#nodeCount = nodeCount
    this.#before = new Int32Array(halves)
  }

  add(key: number, other: number, half: number): void {
    const pair = this.#pairOf(key, other)
    this.#before[half] = this.#last.get(pair) ?? NO_HALF
    this.#last.set(pair, half)
  }

  /** Takes the half that was added last; NO_HALF if there is none. */
  take(key: number, other: number): number {
    const pair = this.#pairOf(key, other)
    const half = this.#last.get(pair) ?? NO_HALF
    if (half !== NO_HALF) this.#last.set(pair, this.#before[half])
    return half
  }

  #pairOf(key: number, other: number): number {
    return key * 2 * this.#nodeCount + other
  }
}

/** Puts entries together, and the way from their edges back to them. */
class EntryCollector {
  readonly #halves: Halves
  /** index: half; value: its entry, or NO_ENTRY */
  readonly #entryOfHalf: Int32Array
  #count = 0
  readonly #keyEdge: Uint32Array
  readonly #tableEdge: Int32Array
  readonly #key: Uint32Array
  readonly #table: Uint32Array

  constructor(halves: Halves) {
    const { count } = halves
    this.#halves = halves
    this.#entryOfHalf = new Int32Array(count).fill(NO_ENTRY)
    this.#keyEdge = new Uint32Array(count)
    this.#tableEdge = new Int32Array(count)
    this.#key = new Uint32Array(count)
    this.#table = new Uint32Array(count)
  }

  /** @param tableHalf may be NO_HALF */
  add(keyHalf: number, tableHalf: number, table: number): void {
    const { edge, from } = this.#halves
    const entry = this.#count++
    this.#entryOfHalf[keyHalf] = entry
    if (tableHalf !== NO_HALF) this.#entryOfHalf[tableHalf] = entry
    this.#keyEdge[entry] = edge[keyHalf]
    this.#tableEdge[entry] = tableHalf === NO_HALF ? NO_EDGE : edge[tableHalf]
    this.#key[entry] = from[keyHalf]
    this.#table[entry] = table
  }

  done(): Ephemerons {
    const count = this.#count
    const { edge: edges } = this.#halves
    const entryOfHalf = this.#entryOfHalf
    return {
      count,
      keyEdge: this.#keyEdge.slice(0, count),
      tableEdge: this.#tableEdge.slice(0, count),
      key: this.#key.slice(0, count),
      table: this.#table.slice(0, count),
      entryOf(edge) {
        const half = lowerBound(edges, edge)
        return edges[half] === edge ? entryOfHalf[half] : NO_ENTRY
      },
    }
  }
}

/**
 * The key of an entry on a table, by what V8 writes just before it: the weak edges of the key's and the value's slot,
 * named by consecutive numbers, the value's left out if it is a constant. NO_NODE if it does not stand on a table.
 */
function keyByNeighbours(columns: HeapColumns, edge: number, from: number): number {
  const { edgeTo } = columns
  const first = columns.firstEdge[from]
  const slot = slotOf(columns, edge - 1, first)
  if (Number.isNaN(slot)) return NO_NODE
  const isValueSlot = edgeTo[edge - 1] === edgeTo[edge] && slotOf(columns, edge - 2, first) === slot - 1
  return edgeTo[isValueSlot ? edge - 2 : edge - 1]
}

/** The slot that a weak edge is named by; NaN if it is not such an edge. */
function slotOf(
  { edgeType, edgeTypeNames, edgeName, strings }: HeapColumns,
  edge: number,
  first: number,
): number {
  if (edge < first || edgeTypeNames[edgeType[edge]] !== 'weak') return NaN
  return strings.leadingNumber(edgeName[edge])
}

/** The first place whose value is not below `wanted`, in ascending values. */
function lowerBound(values: ArrayLike<number>, wanted: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle] < wanted) low = middle + 1
    else high = middle
  }
  return low
}
