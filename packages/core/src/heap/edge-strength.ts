import type { HeapColumns } from './columns.ts'
import { NO_EDGE, type Ephemerons } from './ephemerons.ts'
import { inParts } from './in-parts.ts'
import { nativeHalfEdges } from './native-halves.ts'

/** The edge keeps nothing alive. */
export const WEAK = 0
/** The edge keeps its target alive as long as the node it leaves lives. */
export const STRONG = 1
/** A WeakMap entry on its key: the value lives only if the table lives too. */
export const EPHEMERON = 2
/** The same entry on its table: the value lives only if the key lives too. Ways and distances use the key's edge. */
export const EPHEMERON_OF_TABLE = 3

/**
 * What each edge does for the life of its target: the one place where that is decided (where DevTools decides otherwise, see
 * devtools/essential-edges.ts).
 *
 * - `weak` edges keep nothing alive.
 * - `shortcut` edges repeat a longer way (`bound_argument_0` of a bound function, next to `bindings`) and keep nothing
 *   alive by themselves. The one out of the root, to the global object (Node 26: its native context), counts as strong:
 *   V8 names the user's root by it. It adds no node to what is reachable (Node 20, 22, 24 and 26).
 * - Edges from Node's own half of an object to JavaScript's keep nothing alive (native-halves.ts).
 * - An entry of a WeakMap or a WeakSet is an ephemeron on both its sides.
 * - All others are strong; so is half an entry whose other half is missing, that no way be lost.
 *
 * @returns index: edge; value: WEAK, STRONG, EPHEMERON or EPHEMERON_OF_TABLE
 */
export function computeEdgeStrength(columns: HeapColumns, ephemerons: Ephemerons): Uint8Array {
  const { edgeCount, firstEdge, edgeType, edgeTypeNames } = columns
  const strength = new Uint8Array(edgeCount)

  // by type
  const strengthOfType = Uint8Array.from(edgeTypeNames, (name) =>
    name === 'weak' || name === 'shortcut' ? WEAK : STRONG,
  )
  inParts(edgeCount, (first, end) => {
    for (let edge = first; edge < end; edge++) strength[edge] = strengthOfType[edgeType[edge]]
  })

  // the user's root
  const shortcut = edgeTypeNames.indexOf('shortcut')
  for (let edge = firstEdge[0]; edge < firstEdge[1]; edge++) {
    if (edgeType[edge] === shortcut) strength[edge] = STRONG
  }

  for (const edge of nativeHalfEdges(columns)) strength[edge] = WEAK

  // WeakMap entries
  for (const edge of ephemerons.keyEdge) strength[edge] = EPHEMERON
  for (const edge of ephemerons.tableEdge) {
    if (edge !== NO_EDGE) strength[edge] = EPHEMERON_OF_TABLE
  }
  return strength
}
