import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeEdgeFrom, computeRetainers } from '../../src/heap/retainers.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { anyGraph, heapOf } from '../oracles/plain-graph.ts'

describe('computeRetainers', () => {
  it('groups the edges by target, in their order', () => {
    const { heap, node, edge } = graphFromText('root -> a -x-> b -> c -> b, a -y-> b, root ~> b')
    const { firstRetainer, retainerEdge } = computeRetainers(heap.columns.edgeTo, heap.nodeCount)
    const toB = [...retainerEdge.subarray(firstRetainer[node('b')], firstRetainer[node('b') + 1])]
    expect(toB).toEqual([edge('root ~> b'), edge('a -x-> b'), edge('a -y-> b'), edge('c -> b')])
  })

  it('has every edge once, under its target', () => {
    fc.assert(
      fc.property(anyGraph(), (graph) => {
        const { heap } = heapOf(graph)
        const { edgeTo } = heap.columns
        const { firstRetainer, retainerEdge } = computeRetainers(edgeTo, heap.nodeCount)
        const expected = Array.from({ length: heap.nodeCount }, (_, node) =>
          [...edgeTo.keys()].filter((edge) => edgeTo[edge] === node),
        )
        expect([...retainerEdge]).toEqual(expected.flat())
        expect(expected.map((_, node) => firstRetainer[node + 1] - firstRetainer[node])).toEqual(
          expected.map((e) => e.length),
        )
      }),
    )
  })
})

describe('computeEdgeFrom', () => {
  it('names the node each edge leaves', () => {
    expect(computeEdgeFrom(Uint32Array.of(0, 2, 2, 5, 5))).toEqual(Uint32Array.of(0, 0, 2, 2, 2))
    expect(computeEdgeFrom(Uint32Array.of(0, 0))).toEqual(new Uint32Array(0))
  })
})
