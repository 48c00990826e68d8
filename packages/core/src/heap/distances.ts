import { EPHEMERON, STRONG } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import { pushTo } from './push-to.ts'

/** The distance of a node that nothing keeps alive. */
export const UNREACHABLE = 0xffffffff

/**
 * The least number of strong edges from the root to each node. A WeakMap value is one further than its key or its table,
 * whichever is further.
 *
 * @returns index: node; value: edges, UNREACHABLE if there is no way
 *
 * Cost: linear in nodes and edges; 8 bytes a node.
 */
export function computeDistances(heap: Heap): Uint32Array {
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength, ephemerons, nodeCount } = heap
  const distance = new Uint32Array(nodeCount).fill(UNREACHABLE)
  // breadth first: distances in the queue never fall
  const queue = new Uint32Array(nodeCount)
  let queued = 0
  // table -> values of its entries whose key is nearer
  const waiting = new Map<number, number[]>()

  const reach = (node: number, at: number) => {
    if (distance[node] !== UNREACHABLE) return
    distance[node] = at
    queue[queued++] = node
  }
  reach(heap.root, 0)

  for (let next = 0; next < queued; next++) {
    const node = queue[next]
    const here = distance[node]
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge]
      if (distance[to] !== UNREACHABLE) continue
      if (edgeStrength[edge] === STRONG) {
        reach(to, here + 1)
      } else if (edgeStrength[edge] === EPHEMERON) {
        const table = ephemerons.table[ephemerons.entryOf(edge)]
        if (distance[table] <= here) reach(to, here + 1)
        else pushTo(waiting, table, to)
      }
    }
    for (const value of waiting.get(node) ?? []) reach(value, here + 1)
  }
  return distance
}
