import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { EPHEMERON, STRONG } from '../../src/heap/edge-strength.ts'
import type { Heap } from '../../src/heap/heap.ts'
import { cheapestPaths, computeCheapestTree } from '../../src/heap/paths.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { slowCosts } from '../oracles/cheapest.ts'
import { anyGraph, heapOf, randomGraph, type PlainGraph } from '../oracles/plain-graph.ts'

/** `root -> a -> b`, by the words of the graph. */
const spelled = (graph: ReturnType<typeof graphFromText>, path: number[] | undefined) =>
  path && ['root', ...path.map((edge) => graph.words([graph.heap.edgeTo(edge)]))].join(' -> ')

describe('cheapestPaths', () => {
  it('goes from the root to each target', () => {
    const graph = graphFromText('root -> a -> b -> c, root -> d -> c, e -> c')
    const paths = cheapestPaths(graph.heap, () => 1, graph.nodes('c b root e'))
    expect([...paths.keys()]).toEqual(graph.nodes('c b root'))
    expect(spelled(graph, paths.get(graph.node('c')))).toBe('root -> d -> c')
    expect(spelled(graph, paths.get(graph.node('b')))).toBe('root -> a -> b')
    expect(paths.get(graph.node('root'))).toEqual([])
  })

  it('prefers a long cheap way to a short dear one', () => {
    const graph = graphFromText('root -dear-> c, root -> a -> b -> c')
    const costOf = (edge: number) => (graph.heap.edgeLabel(edge) === 'dear' ? 4 : 1)
    expect(spelled(graph, cheapestPaths(graph.heap, costOf, graph.nodes('c')).get(graph.node('c')))).toBe(
      'root -> a -> b -> c',
    )
    const column = Uint16Array.from({ length: graph.heap.edgeCount }, (_, edge) =>
      costOf(edge) === 4 ? 60_000 : 20_000,
    )
    expect(spelled(graph, cheapestPaths(graph.heap, column, graph.nodes('c')).get(graph.node('c')))).toBe(
      'root -> c',
    )
  })

  it('takes the shorter of equally cheap ways, then the one with the smaller edge', () => {
    const graph = graphFromText(
      'root -> a -> b -> t, root -two-> c -two-> t, root -two-> d -two-> t, c -two-> t',
    )
    const { heap, node, edge } = graph
    const costOf = (e: number) => (heap.edgeLabel(e) === 'two' ? 2 : heap.edgeTo(e) === node('b') ? 2 : 1)
    const path = cheapestPaths(heap, costOf, [node('t')]).get(node('t'))
    expect(path).toEqual([edge('root -> c'), edge('c -> t')])
  })

  it('enters a WeakMap value by its key, when the table can be reached', () => {
    const graph = graphFromText(
      'root -> k, root -> a -> t, k & t => v, k & t2 => w, root -> s, root -> b -> k2, k2 & s => v',
    )
    const paths = cheapestPaths(graph.heap, () => 1, graph.nodes('v w'))
    expect([...paths.keys()]).toEqual([graph.node('v')])
    expect(spelled(graph, paths.get(graph.node('v')))).toBe('root -> k -> v')
    expect(computeCheapestTree(graph.heap, () => 1).cost[graph.node('v')]).toBe(3)
  })

  it('leaves out edges, and an entry with either of its edges', () => {
    const graph = graphFromText('root -> k, root -> t, k & t => v, root -> a -> b -> v')
    const { heap, node, edge } = graph
    const without = (...excluded: number[]) =>
      spelled(
        graph,
        cheapestPaths(heap, () => 1, [node('v')], { excludeEdge: (e) => excluded.includes(e) }).get(
          node('v'),
        ),
      )
    expect(without()).toBe('root -> k -> v')
    expect(without(heap.ephemerons.keyEdge[0])).toBe('root -> a -> b -> v')
    expect(without(heap.ephemerons.tableEdge[0])).toBe('root -> a -> b -> v')
    expect(without(edge('root -> t'))).toBe('root -> a -> b -> v')
    expect(without(edge('root -> t'), edge('a -> b'))).toBeUndefined()
  })

  it('begins at other sources when told, each at its price', () => {
    const graph = graphFromText('root -> a -> b -> t, root -> c -> d -> t')
    const { heap, node, edge } = graph
    const from = (sources: [string, number][]) =>
      cheapestPaths(heap, () => 1, [node('t')], {
        sources: new Map(sources.map(([word, price]) => [node(word), price])),
      })
    expect(from([['a', 0]]).get(node('t'))).toEqual([edge('a -> b'), edge('b -> t')])
    expect(
      from([
        ['a', 3],
        ['c', 2],
      ]).get(node('t')),
    ).toEqual([edge('c -> d'), edge('d -> t')])
    expect(
      from([
        ['b', 65_535],
        ['c', 65_534],
      ]).get(node('t')),
    ).toEqual([edge('b -> t')])
    expect(from([['t', 9]]).get(node('t'))).toEqual([])
    expect(from([]).size).toBe(0)
  })

  it.each([0, -1, 1.5, 65_536, NaN])('refuses %s as a cost', (cost) => {
    const { heap, nodes } = graphFromText('root -> a')
    expect(() => cheapestPaths(heap, () => cost, nodes('a'))).toThrow(InvalidInputError)
    expect(() => cheapestPaths(heap, () => cost, nodes('a'))).toThrow(
      `edge 0 ("a") costs ${cost}, expected an integer from 1 to 65535`,
    )
  })

  it('gives nothing for no targets', () => {
    expect(cheapestPaths(graphFromText('root -> a').heap, () => 1, []).size).toBe(0)
  })
})

/** Is it a way from the root to `target` along edges that keep alive? */
function expectWay(heap: Heap, path: number[], target: number): void {
  let at = heap.root
  for (const edge of path) {
    expect([STRONG, EPHEMERON]).toContain(heap.edgeStrength[edge])
    expect(heap.edgeFrom(edge)).toBe(at)
    at = heap.edgeTo(edge)
  }
  expect(at).toBe(target)
}

describe('computeCheapestTree', () => {
  const check = (graph: PlainGraph) => {
    const { heap, costs } = heapOf(graph)
    const expected = slowCosts(graph, ({ cost }) => cost)
    expect([...computeCheapestTree(heap, costs).cost]).toEqual(expected)

    const targets = expected.map((_, node) => node)
    const paths = cheapestPaths(heap, costs, targets)
    for (const target of targets) {
      expect(paths.has(target)).toBe(expected[target] < Infinity)
      const path = paths.get(target)
      if (path) expectWay(heap, path, target)
      // one target at a time stops early, and finds the same
      expect(cheapestPaths(heap, costs, [target]).get(target)).toEqual(path)
    }
  }

  it('agrees with the oracle on any graph', () => {
    fc.assert(fc.property(anyGraph(), check))
  })

  it.each([1, 2, 3])('agrees with the oracle on a larger graph, seed %i', (seed) => {
    check(randomGraph(seed, { nodes: 150, edges: 300, entries: 100 }))
  })

  it('adds up the costs of a way without entries', () => {
    fc.assert(
      fc.property(anyGraph({ maxEntries: 0 }), (graph) => {
        const { heap, costs } = heapOf(graph)
        const { cost } = computeCheapestTree(heap, costs)
        for (const [target, path] of cheapestPaths(heap, costs, cost.keys())) {
          expect(path.reduce((sum, edge) => sum + costs[edge], 0)).toBe(cost[target])
        }
      }),
    )
  })

  it('leaves what lies behind the last target undecided', () => {
    const { heap, node, nodes } = graphFromText('root -> a -> b, root -far-> c -> d')
    const costOf = (edge: number) => (heap.edgeLabel(edge) === 'far' ? 5 : 1)
    const { cost, lastEdge } = computeCheapestTree(heap, costOf, { targets: nodes('a') })
    expect(nodes('root a b c d').map((n) => cost[n])).toEqual([0, 1, Infinity, Infinity, Infinity])
    expect(lastEdge[node('c')]).toBe(-1)
  })
})
