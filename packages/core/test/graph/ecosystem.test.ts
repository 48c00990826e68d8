import { MultiDirectedGraph } from 'graphology'
import {
  connectedComponents,
  largestConnectedComponentSubgraph,
  stronglyConnectedComponents,
} from 'graphology-components'
import { parse, write } from 'graphology-gexf'
import metrics from 'graphology-metrics'
import { bidirectional, dijkstra, singleSourceLength } from 'graphology-shortest-path'
import { bfs, bfsFromNode, dfsFromNode } from 'graphology-traversal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotFoundError } from '../../src/errors.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { graphFromText, groupsText, keysOf, textOf } from './notation.ts'
import { randomGraph, runs } from './random-graphs.ts'

/** 1 to 7 a tree with a cycle, a short cut and two edges to 2; 8 to 10 a ring; 11 alone with itself. */
const graph = graphFromText(
  '1 2 3 4 5 6 7 8 9 10 11; 1->2 1->2 2->1 1->3 1->4 3->5 3->6->7 3->7 8->9->10->8 11->11',
)

describe('graphology-traversal', () => {
  test('bfs finds descendants, at the generations at which we do', () => {
    const depthByKey = new Map<string, number>()
    bfsFromNode(graph.graph, '1', (key, _attributes, depth) => void depthByKey.set(key, depth), {
      mode: 'outbound',
    })
    expect([...depthByKey]).toEqual([
      ['1', 0],
      ['2', 1],
      ['3', 1],
      ['4', 1],
      ['5', 2],
      ['6', 2],
      ['7', 2],
    ])
    for (const generations of [0, 1, 2]) {
      const near = [...depthByKey].flatMap(([key, depth]) => (depth <= generations ? [key] : []))
      expect(keysOf(graph.descendants('1', { generations }))).toEqual(near)
    }
  })

  test('bfs against the edges finds ancestors', () => {
    const keys: string[] = []
    bfsFromNode(graph.graph, '7', (key) => void keys.push(key), { mode: 'inbound' })
    expect(keys.sort()).toEqual(['1', '2', '3', '6', '7'])
    expect(keysOf(graph.ancestors('7')).sort()).toEqual(keys)
  })

  test('dfs finds the same nodes, and is given our attributes', () => {
    const labels: string[] = []
    dfsFromNode(graph.graph, '3', (_key, { label }) => void labels.push(label), { mode: 'outbound' })
    expect(labels.sort()).toEqual(keysOf(graph.descendants('3')).sort())
  })

  test('what it chooses is a subgraph of ours', () => {
    const leaves: string[] = []
    bfs(graph.graph, (key) => void (graph.graph.outDegree(key) === 0 && leaves.push(key)))
    expect(textOf(graph.ancestors(leaves, { generations: 1 }))).toBe(
      '1 3 4 5 6 7; 1->3 1->4 3->5 3->6 3->7 6->7',
    )
  })
})

describe('graphology-shortest-path', () => {
  test('a shortest path is as long as ours', () => {
    expect(bidirectional(graph.graph, '1', '7')).toEqual(['1', '3', '7'])
    expect(keysOf(graph.shortestPath('1', '7'))).toEqual(['1', '3', '7'])
    expect(singleSourceLength(graph.graph, '8')).toEqual({ 8: 0, 9: 1, 10: 2 })
  })

  test('where there is none it says null, and we throw', () => {
    expect(bidirectional(graph.graph, '7', '1')).toBeNull()
    expect(() => graph.shortestPath('7', '1')).toThrow(NotFoundError)
  })

  test('dijkstra goes by attributes that we put on edges', () => {
    const costly = graph.annotate(
      () => ({}),
      (edge) => ({ weight: edge.from === '3' && edge.to === '7' ? 10 : 1 }),
    )
    expect(dijkstra.bidirectional(costly.graph, '1', '7', 'weight')).toEqual(['1', '3', '6', '7'])
    expect(dijkstra.bidirectional(graph.graph, '1', '7')).toEqual(['1', '3', '7'])
  })

  test('lengths are ours on random graphs', () => {
    fc.assert(
      fc.property(randomGraph, (random) => {
        const lengths = singleSourceLength(random.graph, '0')
        const ours = keysOf(random.descendants('0')).map((key) => [
          key,
          random.shortestPath('0', key).size - 1,
        ])
        expect(lengths).toEqual(Object.fromEntries(ours))
      }),
      runs,
    )
  })
})

describe('graphology-components', () => {
  test('strongly connected components are ours', () => {
    const expected = '1 2; 10 8 9; 11; 3; 4; 5; 6; 7'
    expect(groupsText(stronglyConnectedComponents(graph.graph))).toBe(expected)
    expect(groupsText(graph.stronglyConnectedComponents().map(keysOf))).toBe(expected)
  })

  test('strongly connected components are ours on random graphs', () => {
    fc.assert(
      fc.property(randomGraph, (random) => {
        expect(groupsText(stronglyConnectedComponents(random.graph))).toBe(
          groupsText(random.stronglyConnectedComponents().map(keysOf)),
        )
      }),
      runs,
    )
  })

  test('connected components are what one could reach if edges went both ways', () => {
    expect(groupsText(connectedComponents(graph.graph))).toBe('1 2 3 4 5 6 7; 10 8 9; 11')
    const sources = graph.sourceComponents().map((source) => keysOf(graph.descendants(source)))
    expect(groupsText(sources)).toBe('1 2 3 4 5 6 7; 10 8 9; 11')
  })

  test('a part that it makes is a graph of ours again', () => {
    const largest = ObjectGraph.from(largestConnectedComponentSubgraph(graph.graph))
    expect(textOf(largest)).toBe(textOf(graph.descendants('1')))
  })
})

describe('graphology-metrics', () => {
  test('counts and densities', () => {
    expect([graph.graph.order, graph.graph.size]).toEqual([graph.size, graph.edgeCount])
    // 13 edges, of which two are parallel
    expect(metrics.graph.simpleSize(graph.graph)).toBe(12)
    expect(metrics.graph.density(graph.graph)).toBeCloseTo(graph.edgeCount / (11 * 10), 10)
    expect(metrics.graph.diameter(graphFromText('a b c d; a->b->c->d->a').graph)).toBe(3)
  })

  test('degree centrality is edges over the other nodes', () => {
    const { degree, inDegree, outDegree } = metrics.centrality
    for (const { key } of graph) {
      const [inside, outside] = [graph.inEdges(key).length, graph.outEdges(key).length]
      expect(inDegree(graph.graph)[key]).toBeCloseTo(inside / 10)
      expect(outDegree(graph.graph)[key]).toBeCloseTo(outside / 10)
      expect(degree(graph.graph)[key]).toBeCloseTo((inside + outside) / 10)
    }
  })

  test('what it assigns to a copy comes back as attributes', () => {
    const copy = graph.graph.copy() as typeof graph.graph
    metrics.centrality.inDegree.assign(copy, { nodeCentralityAttribute: 'inDegree' })
    const ranked = ObjectGraph.from(copy)
    expect(keysOf(ranked.findBy((node) => Number((node as { inDegree?: number }).inDegree) === 0.2))).toEqual(
      ['2', '7'],
    )
    expect(textOf(ranked)).toBe(textOf(graph))
    expect(graph.node('2')).not.toHaveProperty('inDegree')
  })
})

describe('graphology-gexf', () => {
  test('writes our graph, and what it reads is our graph', () => {
    const back = ObjectGraph.from(parse(MultiDirectedGraph, write(graph.graph)))
    expect(textOf(back)).toBe(textOf(graph))
    expect(back.toJSON()).toEqual(graph.toJSON())
  })

  test('reads what we write', () => {
    expect(ObjectGraph.from(parse(MultiDirectedGraph, graph.toGexf())).toJSON()).toEqual(graph.toJSON())
  })
})

test('from .graph and back changes nothing', () => {
  expect(ObjectGraph.from(graph.graph).toJSON()).toEqual(graph.toJSON())
})
