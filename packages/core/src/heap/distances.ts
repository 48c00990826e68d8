import { EPHEMERON, STRONG } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import { PART } from './in-parts.ts'
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
  const { nodeCount, root } = heap
  const distance = new Uint32Array(nodeCount).fill(UNREACHABLE)
  distance[root] = 0
  // breadth first: distances in the queue never fall
  const queue = new Uint32Array(nodeCount)
  queue[0] = root
  const isMet = new Uint8Array(nodeCount)
  isMet[root] = 1
  // table -> values of its entries whose key is nearer
  const waiting = new Map<number, number[]>()
  for (let next = 0, queued = 1; next < queued;) {
    const end = Math.min(queued, next + PART)
    queued = visit(heap, { distance, isMet, queue, waiting }, next, end, queued)
    next = end
  }
  return distance
}

/** What a walk has found so far. */
interface Walk {
  readonly distance: Uint32Array
  /** index: node; value: 1 once it has a distance. A quarter of the bytes of `distance`, so more of it stays in the cache. */
  readonly isMet: Uint8Array
  readonly queue: Uint32Array
  readonly waiting: Map<number, number[]>
}

/** Visits a part of the queue (in-parts.ts says why); gives how many are in it then. */
function visit(heap: Heap, walk: Walk, first: number, end: number, queued: number): number {
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength, ephemerons } = heap
  const { distance, isMet, queue, waiting } = walk
  for (let next = first; next < end; next++) {
    const node = queue[next]
    const here = distance[node]
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const to = edgeTo[edge]
      if (isMet[to] === 1) continue
      const strength = edgeStrength[edge]
      if (strength === EPHEMERON) {
        const table = ephemerons.table[ephemerons.entryOf(edge)]
        if (distance[table] > here) {
          pushTo(waiting, table, to)
          continue
        }
      } else if (strength !== STRONG) {
        continue
      }
      isMet[to] = 1
      distance[to] = here + 1
      queue[queued++] = to
    }
    if (waiting.size === 0) continue
    for (const value of waiting.get(node) ?? []) {
      if (isMet[value] === 1) continue
      isMet[value] = 1
      distance[value] = here + 1
      queue[queued++] = value
    }
  }
  return queued
}
