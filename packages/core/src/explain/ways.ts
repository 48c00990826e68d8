import { WEAK } from '../heap/edge-strength.ts'
import type { Heap } from '../heap/heap.ts'
import { DEAR } from './edge-cost.ts'
import type { Beginnings } from './roots.ts'
import { isUserLevel } from './labels.ts'

/** Which ways count. */
export interface WayOptions {
  /** What each edge costs (edge-cost.ts); a way never takes a dear one. */
  readonly edgeCost: (edge: number) => number
  /** Nodes at which a way ends besides the objects that people have a word for. */
  readonly beginnings: Beginnings
  /** The most ways to give. */
  readonly most: number
}

/** From the promise that is awaited to the function that awaits it are six. */
const LONGEST_WAY = 8

/** Ways, edge by edge, from the nearest objects that people have a word for (or a beginning) to `node`, shortest first. */
export function waysFromHolders(heap: Heap, node: number, options: WayOptions): number[][] {
  return waysToNeighbours(heap, node, options, {
    edgesAt: (at) => heap.retainersOf(at),
    follow: (edge) => heap.edgeFrom(edge),
    extend: (edge, way) => [edge, ...way],
  })
}

/** Ways, edge by edge, from `node` to the nearest objects that people have a word for, shortest first. */
export function waysToHeld(heap: Heap, node: number, options: WayOptions): number[][] {
  const { firstEdge } = heap.columns
  return waysToNeighbours(heap, node, options, {
    *edgesAt(at) {
      for (let edge = firstEdge[at]; edge < firstEdge[at + 1]; edge++) yield edge
    },
    follow: (edge) => heap.edgeTo(edge),
    extend: (edge, way) => [...way, edge],
  })
}

/** One of the two ways along an edge. */
interface Direction {
  edgesAt(node: number): Iterable<number>
  follow(edge: number): number
  extend(edge: number, way: readonly number[]): number[]
}

function waysToNeighbours(
  heap: Heap,
  node: number,
  { edgeCost, beginnings, most }: WayOptions,
  { edgesAt, follow, extend }: Direction,
): number[][] {
  const isEnd = (at: number) => at !== heap.root && (isUserLevel(heap, at) || beginnings.has(at))
  const ways: number[][] = []
  const seen = new Set([node])
  let front: { at: number; way: number[] }[] = [{ at: node, way: [] }]
  for (let length = 1; length <= LONGEST_WAY && front.length > 0; length++) {
    const longer: typeof front = []
    for (const { at, way } of front)
      for (const edge of edgesAt(at)) {
        const next = follow(edge)
        if (heap.edgeStrength[edge] === WEAK || edgeCost(edge) >= DEAR || seen.has(next)) continue
        seen.add(next)
        const extended = extend(edge, way)
        if (!isEnd(next)) longer.push({ at: next, way: extended })
        else if (ways.push(extended) === most) return ways
      }
    front = longer
  }
  return ways
}
