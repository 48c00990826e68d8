import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestors, descendants, reachable } from '../../src/heap/traversal.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { anyGraph, heapOf, randomGraph } from '../oracles/plain-graph.ts'
import { slowGenerations, slowReachable } from '../oracles/reachable.ts'

const sorted = (nodes: Iterable<number>) => [...nodes].sort((a, b) => a - b)

describe('reachable', () => {
  it('follows strong edges from the root', () => {
    const { heap, words } = graphFromText('root -> a -> b ~> c, d -> b, a -> a -x-> b, e')
    expect(words(reachable(heap))).toBe('root a b')
  })

  it.each([
    ['key and table', 'root -> k, root -> t', 'root k t v w'],
    ['the key alone', 'root -> k', 'root k'],
    ['the table alone', 'root -> t', 'root t'],
    ['neither', '', 'root'],
    ['the table, found late', 'root -> k, root -> a -> b -> t', 'root k t v w a b'],
    ['the key, found late', 'root -> t, root -> a -> b -> k', 'root k t v w a b'],
  ])('reaches a WeakMap value by %s', (_, edges, expected) => {
    const { heap, words } = graphFromText(`k; t; v; k & t => v, v -> w, ${edges}`)
    expect(words(reachable(heap))).toBe(expected)
  })

  it('does not reach a key that only its own value holds', () => {
    const { heap, words } = graphFromText('root -> t, k & t => v, v -> k')
    expect(words(reachable(heap))).toBe('root t')
  })

  it('reaches chains of entries whose keys are values of others', () => {
    const { heap, words } = graphFromText(
      'k1; k2; k3; k4; t; root -> k1, root -> t, k3 & t => k4, k2 & t => k3, k1 & t => k2',
    )
    expect(words(reachable(heap))).toBe('root k1 k2 k3 k4 t')
  })

  it('leaves out edges and nodes, and an entry with either of its edges', () => {
    const { heap, words, edge, node } = graphFromText(
      'root -> k, root -> t, k & t => v -> w, root -> a -> w'.replace('v -> w', 'v, v -> w'),
    )
    const without = (excluded: number) => words(reachable(heap, { excludeEdge: (e) => e === excluded }))
    expect(without(edge('root -> a'))).toBe('root k t v w')
    expect(without(heap.ephemerons.keyEdge[0])).toBe('root k t w a')
    expect(without(heap.ephemerons.tableEdge[0])).toBe('root k t w a')
    expect(words(reachable(heap, { excludeNode: (n) => n === node('t') }))).toBe('root k w a')
    expect(words(reachable(heap, { excludeNode: (n) => n === node('root') }))).toBe('')
  })

  it('begins where it is told', () => {
    const { heap, words, nodes } = graphFromText('root -> a -> b, c -> d')
    expect(words(reachable(heap, { from: nodes('b c') }))).toBe('b c d')
    expect(reachable(heap, { from: [] }).size).toBe(0)
  })

  it('agrees with the oracle on any graph', () => {
    fc.assert(
      fc.property(anyGraph(), fc.infiniteStream(fc.boolean()), (graph, coins) => {
        const { heap } = heapOf(graph)
        expect(sorted(reachable(heap))).toEqual(sorted(slowReachable(graph)))

        const isFrom = Array.from({ length: graph.nodeCount }, () => coins.next().value)
        const isMissing = Array.from(
          { length: graph.nodeCount },
          () => coins.next().value && coins.next().value,
        )
        const from = [...isFrom.keys()].filter((node) => isFrom[node])
        expect(sorted(reachable(heap, { from, excludeNode: (node) => isMissing[node] }))).toEqual(
          sorted(slowReachable(graph, from, { node: (node) => isMissing[node] })),
        )

        const missing = new Set(graph.edges.filter(() => coins.next().value))
        const excludeEdge = (edge: number) => {
          const label = /^e(\d+)$/.exec(String(heap.edgeLabel(edge)))
          return label !== null && missing.has(graph.edges[Number(label[1])])
        }
        expect(sorted(reachable(heap, { excludeEdge }))).toEqual(
          sorted(slowReachable(graph, [0], { edge: (edge) => missing.has(edge) })),
        )
      }),
    )
  })

  it.each([1, 2, 3, 4, 5])('agrees with the oracle on a larger graph, seed %i', (seed) => {
    const graph = randomGraph(seed, { nodes: 300, edges: 450, entries: 200 })
    expect(sorted(reachable(heapOf(graph).heap))).toEqual(sorted(slowReachable(graph)))
  })
})

describe('ancestors and descendants', () => {
  const { heap, nodes, words } = graphFromText(
    'root -> a -> b -> c -> d, a -> d, x ~> d, k & t => d, c -> c, y -> k',
  )

  it.each([
    [0, 'd'],
    [1, 'a c d k t'],
    [2, 'root a b c d k t y'],
    [3, 'root a b c d k t y'],
    [undefined, 'root a b c d k t y'],
  ])('ancestors within %s generations', (generations, expected) => {
    expect(words(ancestors(heap, nodes('d'), { generations }))).toBe(expected)
  })

  it.each([
    [0, 'a t'],
    [1, 'a b d t'],
    [2, 'a b c d t'],
    [undefined, 'a b c d t'],
  ])('descendants within %s generations', (generations, expected) => {
    expect(words(descendants(heap, nodes('a t'), { generations }))).toBe(expected)
  })

  it('agree with the oracle on any graph', () => {
    fc.assert(
      fc.property(
        anyGraph(),
        fc.nat({ max: 4 }),
        fc.infiniteStream(fc.boolean()),
        (graph, generations, coins) => {
          const { heap } = heapOf(graph)
          const start = Array.from({ length: graph.nodeCount }, (_, node) => node).filter(
            () => coins.next().value,
          )
          for (const limit of [generations, undefined]) {
            const slow = (direction: 'ancestors' | 'descendants') =>
              sorted(slowGenerations(graph, start, direction, limit ?? Infinity))
            expect([...ancestors(heap, start, { generations: limit })]).toEqual(slow('ancestors'))
            expect([...descendants(heap, start, { generations: limit })]).toEqual(slow('descendants'))
          }
        },
      ),
    )
  })
})
