import { WEAK } from '../edge-strength.ts'
import type { Heap } from '../heap.ts'

/**
 * The nodes that none but themselves keep alive, ascending. DevTools lets the root hold them, and so all that they lead to; what is
 * then still out of reach (nodes that hold each other in a circle) the root dominates, too, but it holds nothing.
 *
 * We have no dominator and no retained size for what nothing keeps alive: it is garbage that the snapshot happened to show.
 *
 * Source: `hasOnlyWeakRetainers` and `calculateDominatorsAndRetainedSizes` of HeapSnapshot in DevTools' HeapSnapshot.ts.
 */
export function orphans({ columns, edgeStrength, nodeCount, root }: Heap): number[] {
  const { firstEdge, edgeTo } = columns
  const isHeld = new Uint8Array(nodeCount)
  isHeld[root] = 1
  for (let node = 0; node < nodeCount; node++) {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeStrength[edge] !== WEAK && edgeTo[edge] !== node) isHeld[edgeTo[edge]] = 1
    }
  }
  const found: number[] = []
  for (let node = 0; node < nodeCount; node++) {
    if (isHeld[node] === 0) found.push(node)
  }
  return found
}
