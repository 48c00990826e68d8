import type { HeapColumns } from './columns.ts'
import { findNodes, NO_NODE } from './node-index.ts'
import { pushTo } from './push-to.ts'

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
 * edges of the node it stands on. K and V are names from the program and may hold anything, so the text is taken apart
 * from its end, where all but the key is known already. When the whole does not fit 1,023 bytes (a long string as value
 * is enough), V8's StringsStorage::GetVFormatted gives the bare format instead, `%s @%u` and all.
 */
const ENTRY = /^(?:\d+ \/ )?part of key \(.*\) pair in WeakMap \(table @(\d+|%u)\)$/s
const KEY_ID = /@(\d+)$/
const ANY_ID = /@\d+/g
const NUMBER = /^\d+ \/ /

/** No other text is looked at. */
const IN_EVERY_ENTRY = ' pair in WeakMap (table @'

// what stands for a table that is not known
const NOT_AN_ENTRY = -1
const NO_TABLE_GIVEN = -2

/** One of the two edges that state an entry. */
interface Half {
  readonly edge: number
  readonly from: number
  /** The table that its text names, or NO_TABLE_GIVEN. */
  readonly table: number
}

/**
 * The WeakMap and WeakSet entries of a heap. An edge whose other half cannot be found is not among them.
 *
 * Cost: one pass over nodes and edges, if there is any entry at all; the rest is linear in the entries.
 */
export function computeEphemerons(columns: HeapColumns): Ephemerons {
  const { strings, nodeId } = columns
  const names = strings.indicesContaining(IN_EVERY_ENTRY)
  if (names.length === 0) return NO_EPHEMERONS
  const nodeByKnownId = findNodes(nodeId, idsIn(names.map((name) => strings.get(name))))
  const nodeById = (id: number) => nodeByKnownId.get(id) ?? NO_NODE

  const keyHalves: Half[] = []
  const tableHalvesByPair = new PairLists(columns.nodeCount)
  const halves = findHalves(columns, names, nodeById)
  let keyByText: Map<string, number> | undefined
  // backwards, since pairs are taken from the end of their list
  for (const half of halves.toReversed()) {
    let key = keyOnTable(columns, nodeById, half)
    // Chromium names the wrapper of an element by its class in the text, by its tag in the heap
    if (key === NO_NODE) {
      keyByText ??= keysByText(columns, halves)
      key = keyByText.get(textOf(columns, half)) ?? NO_NODE
    }
    if (key === undefined) keyHalves.push(half)
    else tableHalvesByPair.add(key, otherOf(columns, half), half)
  }

  const entries: { keyEdge: number; tableEdge: number; key: number; table: number }[] = []
  for (const { edge, from, table } of keyHalves.reverse()) {
    const mate = tableHalvesByPair.take(from, otherOf(columns, { edge, from, table }))
    if (mate) entries.push({ keyEdge: edge, tableEdge: mate.edge, key: from, table: mate.from })
    else if (table !== NO_TABLE_GIVEN) entries.push({ keyEdge: edge, tableEdge: NO_EDGE, key: from, table })
  }
  return withLookup({
    count: entries.length,
    keyEdge: Uint32Array.from(entries, (entry) => entry.keyEdge),
    tableEdge: Int32Array.from(entries, (entry) => entry.tableEdge),
    key: Uint32Array.from(entries, (entry) => entry.key),
    table: Uint32Array.from(entries, (entry) => entry.table),
  })
}

/** All that may be an id in these texts. */
function idsIn(texts: readonly string[]): Set<number> {
  return new Set(texts.flatMap((text) => text.match(ANY_ID)?.map((id) => Number(id.slice(1))) ?? []))
}

/** The edges whose text is that of an entry, ascending. */
function findHalves(
  columns: HeapColumns,
  names: readonly number[],
  nodeById: (id: number) => number,
): Half[] {
  const { nodeCount, firstEdge, edgeType, edgeName, strings } = columns
  // index: string; value: table, NO_TABLE_GIVEN or NOT_AN_ENTRY
  const tableOfName = new Int32Array(strings.count).fill(NOT_AN_ENTRY)
  for (const name of names) tableOfName[name] = tableOf(strings.get(name), nodeById)

  const halves: Half[] = []
  const internal = columns.edgeTypeNames.indexOf('internal')
  for (let from = 0; from < nodeCount; from++) {
    for (let edge = firstEdge[from]; edge < firstEdge[from + 1]; edge++) {
      if (edgeType[edge] !== internal) continue
      const table = tableOfName[edgeName[edge]]
      if (table !== NOT_AN_ENTRY) halves.push({ edge, from, table })
    }
  }
  return halves
}

/** What stands on keys, by the text that both halves of an entry have in common. */
function keysByText(columns: HeapColumns, halves: readonly Half[]): Map<string, number> {
  const keys = new Map<string, number>()
  for (const half of halves) {
    if (half.table !== half.from) keys.set(textOf(columns, half), half.from)
  }
  return keys
}

/** The text of a half, without the number that counts the edges of its node. */
function textOf({ edgeName, strings }: HeapColumns, { edge }: Half): string {
  return strings.get(edgeName[edge]).replace(NUMBER, '')
}

/** The key of a half that stands on a table; NO_NODE for one whose text does not say it; undefined for one that stands on its key. */
function keyOnTable(columns: HeapColumns, nodeById: (id: number) => number, half: Half): number | undefined {
  const { edge, from, table } = half
  if (table === NO_TABLE_GIVEN) return keyByNeighbours(columns, edge, columns.firstEdge[from])
  if (table !== from) return undefined

  const { edgeName, edgeTo, nodeId, nodeName, strings } = columns
  const value = edgeTo[edge]
  const valueText = `${strings.get(nodeName[value])} @${nodeId[value]}`
  const rest = `) -> value (${valueText}) pair in WeakMap (table @${nodeId[table]})`
  return keyBefore(rest, strings.get(edgeName[edge]), nodeById)
}

/**
 * What tells entries of one key apart: the table, as a number from 0 on, or the value, as a negative one, where the text
 * gives no table. If a pair of key and value is in several tables then, V8 wrote both sides in the same order.
 */
function otherOf({ edgeTo }: HeapColumns, { edge, table }: Half): number {
  return table === NO_TABLE_GIVEN ? -1 - edgeTo[edge] : table
}

/** Lists by two numbers: a node, and a node or the negative of one. */
class PairLists {
  readonly #lists = new Map<number, Half[]>()
  readonly #nodeCount: number

  constructor(nodeCount: number) {
    this.#nodeCount = nodeCount
  }

  add(key: number, other: number, half: Half): void {
    pushTo(this.#lists, this.#pairOf(key, other), half)
  }

  take(key: number, other: number): Half | undefined {
    return this.#lists.get(this.#pairOf(key, other))?.pop()
  }

  #pairOf(key: number, other: number): number {
    return key * 2 * this.#nodeCount + other
  }
}

/** Completes entries by the way from their edges back to them. */
function withLookup(entries: Omit<Ephemerons, 'entryOf'>): Ephemerons {
  const { keyEdge, tableEdge } = entries
  const byTableEdge = Uint32Array.from(tableEdge.keys()).sort((a, b) => tableEdge[a] - tableEdge[b])
  const sortedTableEdge = Int32Array.from(byTableEdge, (entry) => tableEdge[entry])
  return {
    ...entries,
    entryOf(edge) {
      const entry = lowerBound(keyEdge, edge)
      if (keyEdge[entry] === edge) return entry
      const place = lowerBound(sortedTableEdge, edge)
      return edge !== NO_EDGE && sortedTableEdge[place] === edge ? byTableEdge[place] : NO_ENTRY
    },
  }
}

/** The table that the text of an entry names; NOT_AN_ENTRY, or NO_TABLE_GIVEN if it is the bare format. */
function tableOf(text: string, nodeById: (id: number) => number): number {
  const match = ENTRY.exec(text)
  if (!match) return NOT_AN_ENTRY
  const table = match[1] === '%u' ? NO_NODE : nodeById(Number(match[1]))
  return table === NO_NODE ? NO_TABLE_GIVEN : table
}

/** The key of an entry whose text goes on with `rest` after the key's id; NO_NODE if it does not. */
function keyBefore(rest: string, text: string, nodeById: (id: number) => number): number {
  if (!text.endsWith(rest)) return NO_NODE
  const match = KEY_ID.exec(text.slice(0, -rest.length))
  return match ? nodeById(Number(match[1])) : NO_NODE
}

/**
 * The key of an entry on a table, by what V8 writes just before it: the weak edges of the key's and the value's slot,
 * named by consecutive numbers, the value's left out if it is a constant. Undefined if it does not stand on a table.
 */
function keyByNeighbours(columns: HeapColumns, edge: number, first: number): number | undefined {
  const { edgeTo } = columns
  const slot = slotOf(columns, edge - 1, first)
  if (Number.isNaN(slot)) return undefined
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
  return parseInt(strings.get(edgeName[edge]), 10)
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
