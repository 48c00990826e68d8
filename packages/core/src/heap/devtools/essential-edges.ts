import type { HeapColumns } from '../columns.ts'
import { computeEdgeStrength, STRONG, WEAK } from '../edge-strength.ts'
import { NO_EPHEMERONS, type Ephemerons } from '../ephemerons.ts'
import { nativeHalfEdges } from '../native-halves.ts'
import { readEntryTexts } from './entries.ts'
import { pageOwned } from './page-owned.ts'
import type { DevtoolsRule } from './rules.ts'

/**
 * What each edge does for dominators and retained sizes, where DevTools' rules are followed: as computeEdgeStrength says, but
 *
 * - `ephemerons by text`: a WeakMap value hangs on its key alone. The edge from the key is strong, whether the table lives or
 *   not; the edge from the table keeps nothing alive.
 * - `native halves`: the edge from Node's own half of an object to JavaScript's is strong.
 * - `page-owned`: edges into the page from outside, the root's excepted, keep nothing alive.
 *
 * @returns index: edge; value: WEAK, STRONG, EPHEMERON or EPHEMERON_OF_TABLE; the latter two only without `ephemerons by text`
 *
 * Source: `computeIsEssentialEdge` of HeapSnapshot in DevTools' HeapSnapshot.ts.
 */
export function computeEssentialEdges(
  columns: HeapColumns,
  ephemerons: Ephemerons,
  rules: ReadonlySet<DevtoolsRule>,
): Uint8Array {
  const byText = rules.has('ephemerons by text')
  const strength = computeEdgeStrength(columns, byText ? NO_EPHEMERONS : ephemerons)
  if (rules.has('native halves')) for (const edge of nativeHalfEdges(columns)) strength[edge] = STRONG
  if (byText) weakenTableHalves(columns, strength)
  if (rules.has('page-owned')) weakenWaysIntoPage(columns, strength)
  return strength
}

function weakenTableHalves(columns: HeapColumns, strength: Uint8Array): void {
  const { nodeCount, nodeId, firstEdge } = columns
  const { tableIdOf } = readEntryTexts(columns)
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (strength[edge] === STRONG && tableIdOf(edge) === nodeId[node]) strength[edge] = WEAK
    }
  }
}

function weakenWaysIntoPage(columns: HeapColumns, strength: Uint8Array): void {
  const { nodeCount, firstEdge, edgeTo } = columns
  const owned = pageOwned(columns)
  for (let node = 1; node < nodeCount; node++) {
    if (owned.has(node)) continue
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (owned.has(edgeTo[edge])) strength[edge] = WEAK
    }
  }
}
