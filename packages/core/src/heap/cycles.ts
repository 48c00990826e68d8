import { WEAK } from './edge-strength.ts'
import { NO_EDGE } from './ephemerons.ts'
import type { Heap } from './heap.ts'
import type { NodeSet } from './node-set.ts'

/**
 * The shortest way from a node back to itself by edges that are not weak; of several the one found first, edges in order.
 *
 * @param within the nodes it may pass; all if omitted
 * @returns its edges in order, or undefined if there is none
 */
export function shortestCycle(heap: Heap, node: number, within?: NodeSet): number[] | undefined {
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength } = heap
  // index: node; value: edge by which it was first met, NO_EDGE if not yet; the start never is
  const metBy = new Int32Array(heap.nodeCount).fill(NO_EDGE)
  const queue = [node]

  for (const current of queue) {
    for (let edge = firstEdge[current]; edge < firstEdge[current + 1]; edge++) {
      if (edgeStrength[edge] === WEAK) continue
      const to = edgeTo[edge]
      if (to === node) return wayBack(heap, metBy, edge)
      if (metBy[to] !== NO_EDGE || (within && !within.has(to))) continue
      metBy[to] = edge
      queue.push(to)
    }
  }
  return undefined
}

function wayBack(heap: Heap, metBy: Int32Array, last: number): number[] {
  const edges: number[] = []
  for (let edge = last; edge !== NO_EDGE; edge = metBy[heap.edgeFrom(edge)]) edges.push(edge)
  return edges.reverse()
}
