import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SpanningTree } from '../../src/heap/spanning-tree.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { anyGraph, heapOf, randomGraph, type PlainGraph } from '../oracles/plain-graph.ts'
import { slowReachable } from '../oracles/reachable.ts'

/** What goes when nodes and edges go, by the words of a graph: `lost('a -> b, …', 'a', 'b -> c')`. */
function lost(text: string, nodes: string, ...edges: string[]): string {
  const graph = graphFromText(text)
  const tree = new SpanningTree(graph.heap)
  return graph.words(
    tree.lostWithout({ nodes: nodes === '' ? [] : graph.nodes(nodes), edges: edges.map(graph.edge) }),
  )
}

describe('lostWithout', () => {
  it('has what only the missing nodes keep, and these', () => {
    expect(lost('root -> a -> b -> c, root -> c', 'a')).toBe('a b')
    expect(lost('root -> a -> b, a -> c -> b', 'c')).toBe('c')
  })

  it('has what only the missing edges keep', () => {
    expect(lost('root -> a -> b -> c, a -> c', '', 'a -> b')).toBe('b')
    expect(lost('root -> a -> b -> c, a -> c', '', 'a -> b', 'a -> c')).toBe('b c')
  })

  it('finds the other way although a cycle leads back', () => {
    expect(lost('root -> a -> b -> c -> b, root -> x -> y -> c', '', 'a -> b')).toBe('')
    expect(lost('root -> a -> b -> c -> b', '', 'a -> b')).toBe('b c')
  })

  it('knows a second reference between the same two', () => {
    expect(lost('root -> a -one-> b, a -two-> b', '', 'a -one-> b')).toBe('')
  })

  it('is empty when nothing is missing, and has nothing that was not alive', () => {
    expect(lost('root -> a', '')).toBe('')
    expect(lost('root -> a, x -> y', 'x')).toBe('')
  })

  it('has everything without the root', () => {
    expect(lost('root -> a -> b', 'root')).toBe('root a b')
  })

  it.each([
    ['its key', 'k', 'k v w'],
    ['its table', 't', 't v w'],
  ])('has the value of a WeakMap entry without %s', (_, missing, expected) => {
    expect(lost('k; t; v; k & t => v, v -> w, root -> k, root -> t', missing)).toBe(expected)
  })

  it('has the value of a WeakMap entry without either of its edges', () => {
    const { heap, words } = graphFromText('k; t; v; k & t => v, v -> w, root -> k, root -> t')
    const tree = new SpanningTree(heap)
    for (const edge of [heap.ephemerons.keyEdge[0], heap.ephemerons.tableEdge[0]])
      expect(words(tree.lostWithout({ edges: [edge] }))).toBe('v w')
  })

  it('keeps a value that another entry has, whose key is found late', () => {
    const text = 'k; t; v; l; k & t => v, l & t => v, root -> t, root -> k, k -> m -> l, root -> n -> o -> m'
    expect(lost(text, 'k')).toBe('k')
    expect(lost(text, 'k n')).toBe('k v l m n o')
  })

  it('agrees with the oracle on any graph', () => {
    fc.assert(
      fc.property(anyGraph(), fc.infiniteStream(fc.boolean()), (graph, coins) => {
        agrees(graph, () => coins.next().value && coins.next().value)
      }),
    )
  })

  it.each([1, 2, 3, 4, 5])('agrees with the oracle on a larger graph, seed %i', (seed) => {
    const graph = randomGraph(seed, { nodes: 300, edges: 450, entries: 200 })
    for (let round = 1; round <= 5; round++) {
      let drawn = seed * 31 + round
      agrees(graph, () => (drawn = (drawn * 1103515245 + 12345) % 2147483648) % 40 === 0)
    }
  })
})

function agrees(graph: PlainGraph, isMissing: () => boolean): void {
  const { heap } = heapOf(graph)
  const nodes = Array.from({ length: graph.nodeCount }, (_, node) => node).filter(isMissing)
  const missingNodes = new Set(nodes)
  const missingEdges = new Set(graph.edges.filter(isMissing))
  const isEdgeMissing = (edge: number) => {
    const label = /^e(\d+)$/.exec(String(heap.edgeLabel(edge)))
    return label !== null && missingEdges.has(graph.edges[Number(label[1])])
  }
  const edges = Array.from({ length: heap.edgeCount }, (_, edge) => edge).filter(isEdgeMissing)

  const tree = new SpanningTree(heap)
  const left = slowReachable(graph, [0], {
    node: (node) => missingNodes.has(node),
    edge: (edge) => missingEdges.has(edge),
  })
  const alive = slowReachable(graph)
  expect([...tree.alive]).toEqual([...alive].sort((a, b) => a - b))
  expect([...tree.lostWithout({ nodes, edges })]).toEqual(
    [...alive].filter((node) => !left.has(node)).sort((a, b) => a - b),
  )
}
