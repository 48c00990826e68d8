import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeComponents,
  NO_COMPONENT,
  sourceComponents,
  stronglyConnectedComponents,
} from '../../src/heap/components.ts'
import { NodeSet } from '../../src/heap/node-set.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { slowComponents, slowSources } from '../oracles/components.ts'
import { anyGraph, heapOf, randomGraph, type PlainGraph } from '../oracles/plain-graph.ts'

describe('components', () => {
  const { heap, node, nodes, words } = graphFromText(
    'root -> a -> b -> c -> a, c -> d -> e -> d, f ~> a, e ~> a, k & t => k',
  )
  const spelled = (components: number[][]) => components.map((component) => words(component)).join(' | ')
  const setOf = (list: string) => NodeSet.from(heap.nodeCount, nodes(list))

  it('are the nodes that reach each other', () => {
    const all = NodeSet.from(heap.nodeCount, Array(heap.nodeCount).keys())
    expect(spelled(stronglyConnectedComponents(heap, all))).toBe('root | a b c | d e | f | k | t')
    expect(computeComponents(heap).count).toBe(6)
    expect(spelled(sourceComponents(heap, all))).toBe('root | f | t')
  })

  it('may be asked for in a part of the heap', () => {
    expect(spelled(stronglyConnectedComponents(heap, setOf('a b d e')))).toBe('a | b | d e')
    expect(spelled(sourceComponents(heap, setOf('a b d e')))).toBe('a | d e')
    expect(computeComponents(heap, setOf('a')).componentOf[node('b')]).toBe(NO_COMPONENT)
    expect(stronglyConnectedComponents(heap, new NodeSet(heap.nodeCount))).toEqual([])
  })

  it('are numbered so that edges lead to lower ones', () => {
    const { componentOf } = computeComponents(heap)
    expect(componentOf[node('root')]).toBeGreaterThan(componentOf[node('a')])
    expect(componentOf[node('a')]).toBeGreaterThan(componentOf[node('d')])
  })

  const check = (graph: PlainGraph, within: Set<number>) => {
    const { heap } = heapOf(graph)
    const set = NodeSet.from(heap.nodeCount, within)
    expect(stronglyConnectedComponents(heap, set)).toEqual(slowComponents(graph, within))
    expect(sourceComponents(heap, set)).toEqual(slowSources(graph, within))
  }

  it('agree with the oracle on any part of any graph', () => {
    fc.assert(
      fc.property(anyGraph(), fc.infiniteStream(fc.boolean()), (graph, coins) => {
        const all = Array.from({ length: graph.nodeCount }, (_, n) => n)
        check(graph, new Set(all))
        check(graph, new Set(all.filter(() => coins.next().value)))
      }),
    )
  })

  it.each([1, 2, 3])('agree with the oracle on a larger graph, seed %i', (seed) => {
    check(randomGraph(seed, { nodes: 80, edges: 110, entries: 10 }), new Set(Array(80).keys()))
  })
})
