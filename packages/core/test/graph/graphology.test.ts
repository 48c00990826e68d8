import Graph, { DirectedGraph, MultiDirectedGraph, MultiGraph, UndirectedGraph } from 'graphology'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { graphFromText, keysOf, textOf } from './notation.ts'

describe('ObjectGraph.from', () => {
  test('wraps a MultiDirectedGraph, which stays inside', () => {
    const inside = new MultiDirectedGraph<{ label: string; place?: string }, { label: string }>()
    inside.addNode('1', { label: 'Queue', place: 'a.ts:3:1' })
    inside.addNode('2', { label: 'Job' })
    inside.addEdgeWithKey('e', '1', '2', { label: 'items[0]' })
    inside.addEdgeWithKey('f', '1', '2', { label: 'last' })
    inside.addEdgeWithKey('g', '2', '2', { label: 'self' })

    const graph = ObjectGraph.from(inside)
    expect(graph.graph).toBe(inside)
    expect([...graph]).toEqual([
      { key: '1', label: 'Queue', place: 'a.ts:3:1' },
      { key: '2', label: 'Job' },
    ])
    expect(graph.edges()).toEqual([
      { key: 'e', from: '1', to: '2', label: 'items[0]' },
      { key: 'f', from: '1', to: '2', label: 'last' },
      { key: 'g', from: '2', to: '2', label: 'self' },
    ])
    expectTypeOf(graph.node('1').place).toEqualTypeOf<string | undefined>()
  })

  test('gives a node without label its key, and an edge none', () => {
    const inside = new MultiDirectedGraph()
    inside.addNode('1')
    inside.addEdge('1', '1')
    const graph = ObjectGraph.from(inside)
    expect(graph.node('1').label).toBe('1')
    expect(graph.edges()[0].label).toBe('')
  })

  test('knows nodes and edges by their keys in graphology, whatever their attributes say', () => {
    const inside = new MultiDirectedGraph()
    inside.addNode('1', { key: 'x' })
    inside.addEdgeWithKey('e', '1', '1', { key: 'x', from: 'x', to: 'x' })
    expect(ObjectGraph.from(inside).toJSON()).toEqual({
      nodes: [{ key: '1', label: '1' }],
      edges: [{ key: 'e', from: '1', to: '1', label: '' }],
    })
  })

  test('reads once: what is added later is not seen', () => {
    const inside = graphFromText('1 2; 1->2').graph
    const graph = ObjectGraph.from(inside)
    inside.addNode('3', { label: '3' })
    inside.dropEdge('1', '2')
    expect(textOf(graph)).toBe('1 2; 1->2')
    expect(textOf(ObjectGraph.from(inside))).toBe('1 2 3;')
  })

  test.each([
    ['DirectedGraph', new DirectedGraph()],
    ['mixed Graph', new Graph()],
    ['MultiGraph', new MultiGraph()],
    ['MultiDirectedGraph without self loops', new MultiDirectedGraph({ allowSelfLoops: false })],
  ])('takes a %s with directed edges, and has a MultiDirectedGraph inside', (_, inside) => {
    inside.addNode('1')
    inside.addNode('2')
    inside.addDirectedEdge('1', '2')
    const graph = ObjectGraph.from(inside)
    expect(textOf(graph)).toBe('1 2; 1->2')
    expect([graph.graph.multi, graph.graph.type, graph.graph.allowSelfLoops]).toEqual([
      true,
      'directed',
      true,
    ])
    expect(graph.graph.size).toBe(1)
  })

  test('refuses undirected edges, and names one', () => {
    const inside = new UndirectedGraph()
    inside.addNode('1')
    inside.addNode('2')
    inside.addEdgeWithKey('e', '1', '2')
    expect(() => ObjectGraph.from(inside)).toThrow(InvalidInputError)
    expect(() => ObjectGraph.from(inside)).toThrow('the edge "e" between "1" and "2" is undirected')
  })

  test.each([undefined, null, 'digraph {}', [], { nodes: [] }])('refuses %o', (graph) => {
    expect(() => ObjectGraph.from(graph as unknown as MultiDirectedGraph)).toThrow(InvalidInputError)
    expect(() => ObjectGraph.from(graph as unknown as MultiDirectedGraph)).toThrow(
      'expected a graphology MultiDirectedGraph',
    )
  })
})

describe('.graph', () => {
  const graph = ObjectGraph.of(
    [{ key: '1', label: 'Queue', place: 'a.ts' }, '2', '3'],
    [
      { key: 'e', from: '1', to: '2', label: 'items[0]', cut: true },
      { from: '1', to: '2', label: 'last' },
      { from: '2', to: '2', label: '' },
    ],
  )

  test('answers as graphology does', () => {
    const inside = graph.graph
    expect([inside.order, inside.size, inside.multi, inside.type]).toEqual([3, 3, true, 'directed'])
    expect(inside.getNodeAttributes('1')).toEqual({ label: 'Queue', place: 'a.ts' })
    expect(inside.getEdgeAttributes('e')).toEqual({ label: 'items[0]', cut: true })
    expect(inside.outDegree('1')).toBe(2)
    expect(inside.mapInNeighbors('2', (key) => key).sort()).toEqual(['1', '2'])
    expect(inside.filterNodes((key) => inside.degree(key) === 0)).toEqual(['3'])
    expect(new MultiDirectedGraph().import(inside.export()).size).toBe(3)
  })

  test('is made once', () => {
    expect(graph.graph).toBe(graph.graph)
  })

  test('of a result is that result', () => {
    expect(graph.subgraph(['2', '3']).graph.nodes()).toEqual(['2', '3'])
    expect(graph.ancestors('2').graph.order).toBe(2)
  })

  test('may be changed without changing this graph, and wrapped again', () => {
    const small = graphFromText('1 2; 1->2')
    small.graph.setNodeAttribute('1', 'label', 'changed')
    small.graph.dropNode('2')
    expect(textOf(small)).toBe('1 2; 1->2')
    expect(small.node('1').label).toBe('1')
    const again = ObjectGraph.from(small.graph)
    expect(textOf(again)).toBe('1;')
    expect(again.node('1').label).toBe('changed')
  })

  test('comes back from a round trip as it was', () => {
    const back = ObjectGraph.from(graph.graph.copy())
    expect(back.toJSON()).toEqual(graph.toJSON())
    expect(keysOf(back)).toEqual(keysOf(graph))
  })
})
