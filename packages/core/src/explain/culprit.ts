import { STRONG } from '../heap/edge-strength.ts'
import type { Heap } from '../heap/heap.ts'
import { reachable } from '../heap/traversal.ts'
import { isUserLevel } from './labels.ts'
import { isScope } from './scopes.ts'
import type { Link } from './trace.ts'

/** The reference to suspect, and how many of the group's survivors would go if it were cut. */
export interface Culprit {
  /** Index of the link. */
  readonly link: number
  readonly freed: number
}

/** References that are tried, the nearest to the survivor first. */
const MOST_CANDIDATES = 4

/**
 * The reference to cut: the one nearest to the survivor that people keep things by on purpose and whose cut frees the whole group;
 * else the one of these that frees the most.
 *
 * @param ignoredEdges edges that are no reason to be alive
 *
 * Cost: one walk over the heap for each reference that is tried.
 */
export function findCulprit(
  heap: Heap,
  links: readonly Link[],
  group: readonly number[],
  ignoredEdges: ReadonlySet<number>,
): Culprit {
  const indices = links.map((_, index) => index).reverse()
  const onPurpose = indices.filter((index) => links[index].reading.keeps).slice(0, MOST_CANDIDATES)
  let best: Culprit | undefined
  for (const link of onPurpose.length > 0 ? onPurpose : indices.slice(0, 1)) {
    const freed = countFreed(heap, links[link], group, ignoredEdges)
    if (freed === group.length) return { link, freed }
    if (!best || freed > best.freed) best = { link, freed }
  }
  return best as Culprit
}

/** How many of the group nothing keeps alive any more once the reference is gone. */
function countFreed(
  heap: Heap,
  { from, to, between }: Link,
  group: readonly number[],
  ignoredEdges: ReadonlySet<number>,
): number {
  const holders = storesOf(heap, [from, ...between])
  const { edgeFroms } = heap
  const { edgeTo } = heap.columns
  const excludeEdge = (edge: number) =>
    (edgeTo[edge] === to && holders.has(edgeFroms[edge])) || ignoredEdges.has(edge)
  const alive = reachable(heap, { excludeEdge })
  return group.filter((node) => !alive.has(node)).length
}

/** Holders with the engine's own stores of their contents: an array's elements, an object's properties. One reference stands in both. */
function storesOf(heap: Heap, holders: readonly number[]): Set<number> {
  const { firstEdge, edgeTo } = heap.columns
  const stores = new Set(holders)
  for (const holder of holders)
    for (let edge = firstEdge[holder]; edge < firstEdge[holder + 1]; edge++) {
      const store = edgeTo[edge]
      if (heap.edgeStrength[edge] === STRONG && !isUserLevel(heap, store) && !isScope(heap, store))
        stores.add(store)
    }
  return stores
}
