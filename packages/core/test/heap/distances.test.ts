import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeDistances, UNREACHABLE } from '../../src/heap/distances.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { slowCosts } from '../oracles/cheapest.ts'
import { anyGraph, heapOf, randomGraph, type PlainGraph } from '../oracles/plain-graph.ts'

const slowDistances = (graph: PlainGraph) =>
  slowCosts(graph, () => 1).map((cost) => (cost === Infinity ? UNREACHABLE : cost))

describe('computeDistances', () => {
  it('counts the strong edges of the shortest way', () => {
    const { heap, node } = graphFromText('root -> a -> b -> c, root ~> c, a -> c -> root, d -> c')
    const distance = computeDistances(heap)
    expect(['root', 'a', 'b', 'c', 'd'].map((word) => distance[node(word)])).toEqual([
      0,
      1,
      2,
      2,
      UNREACHABLE,
    ])
  })

  it.each([
    ['root -> a -> b -> t, root -> k', 4],
    ['root -> a -> b -> k, root -> t', 4],
    ['root -> k -> t', 3],
    ['root -> t -> k', 3],
    ['root -> t, root -> k', 2],
    ['root -> k', UNREACHABLE],
  ])('puts a WeakMap value behind the further of key and table: %s', (edges, expected) => {
    const { heap, node } = graphFromText(`${edges}, k & t => v`)
    expect(computeDistances(heap)[node('v')]).toBe(expected)
  })

  it('agrees with the oracle on any graph', () => {
    fc.assert(
      fc.property(anyGraph(), (graph) => {
        expect([...computeDistances(heapOf(graph).heap)]).toEqual(slowDistances(graph))
      }),
    )
  })

  it.each([1, 2, 3])('agrees with the oracle on a larger graph, seed %i', (seed) => {
    const graph = randomGraph(seed, { nodes: 300, edges: 500, entries: 200 })
    expect([...computeDistances(heapOf(graph).heap)]).toEqual(slowDistances(graph))
  })
})
