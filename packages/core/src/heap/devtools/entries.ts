import type { HeapColumns } from '../columns.ts'
import type { Ephemerons } from '../ephemerons.ts'
import type { DevtoolsRule } from './rules.ts'

/** What DevTools makes of the edges that state WeakMap entries. */
export interface DevtoolsEntries {
  /** A number that the two edges of an entry share; NO_PAIR for all other edges. */
  pairOf(edge: number): number
}

export const NO_PAIR = -1

/** No text is looked at without it. */
const IN_EVERY_ENTRY = ' pair in WeakMap (table @'
/** As in DevTools: no line ends in the names, and a number in front. */
const ENTRY = /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/

/** The entries that DevTools sees, by the text of their edges alone. */
export interface EntryTexts extends DevtoolsEntries {
  /** V8's id of the table that the edge's text names; NaN for an edge that states no entry. */
  tableIdOf(edge: number): number
}

/**
 * WeakMap entries by their text: two edges with the same text belong together, wherever they stand.
 *
 * We look for both edges of an entry by key, value and table instead, take names with line ends, too, and understand entries that V8
 * had no room to spell out. DevTools takes both edges of those for strong ones.
 *
 * Source: `tryParseWeakMapEdgeName` of HeapSnapshot in DevTools' HeapSnapshot.ts.
 */
export function readEntryTexts({ edgeType, edgeTypeNames, edgeName, strings }: HeapColumns): EntryTexts {
  const internal = edgeTypeNames.indexOf('internal')
  const pairByText = new Map<string, number>()
  const tableIds: number[] = []
  // index: string; value: pair
  const names = strings.indicesContaining(IN_EVERY_ENTRY)
  const pairOfName = new Int32Array(names.length === 0 ? 0 : strings.count).fill(NO_PAIR)
  for (const name of names) {
    const [, text, tableId] = ENTRY.exec(strings.get(name)) ?? []
    if (text === undefined) continue
    if (!pairByText.has(text)) pairByText.set(text, tableIds.push(Number(tableId)) - 1)
    pairOfName[name] = pairByText.get(text)!
  }

  const pairOf =
    names.length === 0
      ? () => NO_PAIR
      : (edge: number) => (edgeType[edge] === internal ? pairOfName[edgeName[edge]] : NO_PAIR)
  return { pairOf, tableIdOf: (edge) => tableIds[pairOf(edge)] ?? NaN }
}

/** The entries that distances wait for: those of the text, or ours. */
export function entriesFor(
  columns: HeapColumns,
  ephemerons: Ephemerons,
  rules: ReadonlySet<DevtoolsRule>,
): DevtoolsEntries {
  if (rules.has('ephemerons by text')) return readEntryTexts(columns)
  return { pairOf: (edge) => ephemerons.entryOf(edge) }
}
