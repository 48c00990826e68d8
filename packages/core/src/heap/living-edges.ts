import { UNREACHABLE } from './distances.ts'
import { EPHEMERON, WEAK } from './edge-strength.ts'
import type { Heap } from './heap.ts'

/**
 * What each edge does for the life of its target, with what is known of the tables: the entries of WeakMaps that nothing keeps alive
 * are weak, so an edge of strength EPHEMERON needs no more than its key.
 *
 * @returns index: edge; value: as in edge-strength.ts; `heap.edgeStrength` itself if all tables live
 *
 * Cost: linear in the entries; the distances of the heap.
 */
export function livingEdges(heap: Heap): Readonly<Uint8Array> {
  const { edgeStrength } = heap
  const { count, keyEdge, table } = heap.ephemerons
  let living: Uint8Array | undefined
  for (let entry = 0; entry < count; entry++) {
    const edge = keyEdge[entry]
    if (edgeStrength[edge] !== EPHEMERON || heap.distance[table[entry]] !== UNREACHABLE) continue
    living ??= edgeStrength.slice()
    living[edge] = WEAK
  }
  return living ?? edgeStrength
}
