import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInputError, NotFoundError } from '../../src/errors.ts'
import type { Heap } from '../../src/heap/heap.ts'
import { cheapestPaths } from '../../src/heap/paths.ts'
import { retainingPaths } from '../../src/heap/retaining-paths.ts'
import { graphFromText, type TextGraph } from '../fixtures/graph-from-text.ts'
import { slowPathCosts } from '../oracles/cheapest.ts'
import { anyGraph, heapOf } from '../oracles/plain-graph.ts'

const spelled = ({ heap, words }: TextGraph, paths: number[][]) =>
  paths.map((path) => ['root', ...path.map((edge) => words([heap.edgeTo(edge)]))].join(' '))

function isSimple(heap: Heap, path: number[]): boolean {
  const passed = [heap.root, ...path.map((edge) => heap.edgeTo(edge))]
  return path.every((edge, i) => heap.edgeFrom(edge) === passed[i]) && new Set(passed).size === passed.length
}

describe('retainingPaths', () => {
  const graph = graphFromText(
    'root -> a -> t, root -> b -> c -> t, c -> b, t -> a, a -> b, x -> t, t -> t, c ~> t',
  )

  it('gives the cheapest ways that pass no node twice, cheapest first', () => {
    const { heap, node } = graph
    expect(spelled(graph, retainingPaths(heap, node('t')))).toEqual(['root a t'])
    expect(spelled(graph, retainingPaths(heap, node('t'), { count: 10 }))).toEqual([
      'root a t',
      'root b c t',
      'root a b c t',
    ])
    const costOf = (edge: number) =>
      heap.edgeLabel(edge) === 't' && heap.edgeFrom(edge) === node('a') ? 9 : 1
    expect(spelled(graph, retainingPaths(heap, node('t'), { count: 2, costOf }))).toEqual([
      'root b c t',
      'root a b c t',
    ])
  })

  it('counts parallel edges as ways of their own', () => {
    const { heap, node } = graphFromText('root -x-> a, root -y-> a')
    expect(retainingPaths(heap, node('a'), { count: 3 })).toEqual([[0], [1]])
    expect(retainingPaths(heap, 0, { count: 3 })).toEqual([[]])
  })

  it('leaves out edges', () => {
    const { heap, node, edge } = graph
    const excludeEdge = (e: number) => e === edge('b -> c')
    expect(spelled(graph, retainingPaths(heap, node('t'), { count: 3, excludeEdge }))).toEqual(['root a t'])
  })

  it('enters WeakMap values by their keys, and puts those first whose table is near', () => {
    const weak = graphFromText(
      'root -> k, root -> a -> b -> t, k & t => v, root -> c -> l, root -> s, l & s => v, m & s => v, k & u => v',
    )
    expect(spelled(weak, retainingPaths(weak.heap, weak.node('v'), { count: 5 }))).toEqual([
      'root c l v',
      'root k v',
    ])
    const excludeEdge = (edge: number) => [...weak.heap.ephemerons.tableEdge].includes(edge)
    expect(() => retainingPaths(weak.heap, weak.node('v'), { excludeEdge })).toThrow(NotFoundError)
  })

  it('says why there is none', () => {
    const { heap, node } = graph
    expect(() => retainingPaths(heap, node('x'))).toThrow(
      new NotFoundError(
        'No path from the GC root to node 5 ("x" @11). It is unreachable; did you ask about a removed object?',
      ),
    )
    for (const wrong of [-1, 99, 0.5])
      expect(() => retainingPaths(heap, wrong)).toThrow(`node ${wrong}, expected 0 to 5`)
    expect(() => retainingPaths(heap, 1, { count: 0 })).toThrow(InvalidInputError)
  })

  it('agrees with the oracle on any graph', () => {
    fc.assert(
      fc.property(anyGraph({ maxNodes: 7, maxEdges: 14, maxEntries: 0 }), (plain) => {
        const { heap, costs } = heapOf(plain)
        for (let target = 0; target < heap.nodeCount; target++) {
          const expected = slowPathCosts(plain, target)
          if (expected.length === 0) continue
          const paths = retainingPaths(heap, target, { count: expected.length + 1, costOf: costs })
          expect(paths.every((path) => isSimple(heap, path))).toBe(true)
          expect(new Set(paths.map(String)).size).toBe(paths.length)
          expect(paths.map((path) => path.reduce((sum, edge) => sum + costs[edge], 0))).toEqual(expected)
        }
      }),
    )
  })

  it('begins with the path that cheapestPaths gives', () => {
    fc.assert(
      fc.property(anyGraph(), (plain) => {
        const { heap, costs } = heapOf(plain)
        const targets = Array.from({ length: heap.nodeCount }, (_, node) => node)
        for (const [target, path] of cheapestPaths(heap, costs, targets)) {
          const paths = retainingPaths(heap, target, { count: 3, costOf: costs })
          expect(paths[0]).toEqual(path)
          expect(paths.every((one) => isSimple(heap, one))).toBe(true)
        }
      }),
    )
  })
})
