import fc from 'fast-check'
import { ObjectGraph } from '../../src/graph/object-graph.ts'

/** Small graphs, sparse to dense, with self edges, parallel edges and orphans. */
export const randomGraph: fc.Arbitrary<ObjectGraph> = fc
  .integer({ min: 1, max: 9 })
  .chain((size) => {
    const node = fc.integer({ min: 0, max: size - 1 }).map(String)
    return fc.tuple(fc.constant(size), fc.array(fc.tuple(node, node), { maxLength: 20 }))
  })
  .map(([size, pairs]) =>
    ObjectGraph.fromEdgePairs(
      Array.from({ length: size }, (_, n) => String(n)),
      pairs,
    ),
  )

/** Fixed, so that a failure comes back. */
export const runs = { seed: 20261122, numRuns: 200 }
