import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortestCycle } from '../../src/heap/cycles.ts'
import { WEAK } from '../../src/heap/edge-strength.ts'
import { NodeSet } from '../../src/heap/node-set.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { slowCycleLength } from '../oracles/components.ts'
import { anyGraph, heapOf } from '../oracles/plain-graph.ts'

describe('shortestCycle', () => {
  const { heap, node, nodes, edge } = graphFromText(
    'root -> a -> b -> c -> a, b -> d -> b, e -> e, f ~> f, c -> root',
  )

  it('goes back to where it began', () => {
    expect(shortestCycle(heap, node('a'))).toEqual([edge('a -> b'), edge('b -> c'), edge('c -> a')])
    expect(shortestCycle(heap, node('b'))).toEqual([edge('b -> d'), edge('d -> b')])
    expect(shortestCycle(heap, node('e'))).toEqual([edge('e -> e')])
    expect(shortestCycle(heap, node('f'))).toBeUndefined()
  })

  it('stays within the nodes it may pass', () => {
    expect(shortestCycle(heap, node('b'), NodeSet.from(heap.nodeCount, nodes('a b c')))).toEqual([
      edge('b -> c'),
      edge('c -> a'),
      edge('a -> b'),
    ])
    expect(shortestCycle(heap, node('a'), NodeSet.from(heap.nodeCount, nodes('a b')))).toBeUndefined()
  })

  it('agrees with the oracle on any graph', () => {
    fc.assert(
      fc.property(anyGraph(), (graph) => {
        const { heap } = heapOf(graph)
        for (let start = 0; start < heap.nodeCount; start++) {
          const cycle = shortestCycle(heap, start)
          expect(cycle?.length ?? Infinity).toBe(slowCycleLength(graph, start))
          if (!cycle) continue
          expect(cycle.map((edge) => heap.edgeFrom(edge))).toEqual([
            start,
            ...cycle.slice(0, -1).map((edge) => heap.edgeTo(edge)),
          ])
          expect(heap.edgeTo(cycle.at(-1)!)).toBe(start)
          expect(cycle.every((edge) => heap.edgeStrength[edge] !== WEAK)).toBe(true)
        }
      }),
    )
  })
})
