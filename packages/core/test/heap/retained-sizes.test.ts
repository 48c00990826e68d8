import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeRetainedSizes } from '../../src/heap/retained-sizes.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { slowRetainedSizes } from '../oracles/dominators.ts'
import { anyGraph, heapOf, randomGraph, type PlainGraph } from '../oracles/plain-graph.ts'

describe('computeRetainedSizes', () => {
  it('adds up what goes with a node', () => {
    const { heap, node } = graphFromText(
      'root -> a -> b -> c, root -> d -> c, e -> a; a = 10B; b = 20B; c = 40B; d = 80B; e = 160B',
    )
    const sizes = computeRetainedSizes(heap.shallowSize, heap.dominators)
    expect(['root', 'a', 'b', 'c', 'd', 'e'].map((word) => sizes[node(word)])).toEqual([
      150, 30, 20, 40, 80, 0,
    ])
  })

  it('goes beyond 32 bits', () => {
    const { heap } = graphFromText('root -> a -> b; a = 3000000000B; b = 4000000000B')
    expect([...computeRetainedSizes(heap.shallowSize, heap.dominators)]).toEqual([7e9, 7e9, 4e9])
  })

  const check = (graph: PlainGraph) => {
    const { heap } = heapOf(graph)
    const { shallowSize } = heap.columns
    expect([...computeRetainedSizes(heap.shallowSize, heap.dominators)]).toEqual(
      slowRetainedSizes(graph, (node) => shallowSize[node]),
    )
  }

  it('agrees with the oracle on any graph', () => {
    fc.assert(fc.property(anyGraph(), check))
  })

  it.each([1, 2, 3])('agrees with the oracle on a larger graph, seed %i', (seed) => {
    check(randomGraph(seed, { nodes: 120, edges: 200, entries: 20 }))
  })
})
