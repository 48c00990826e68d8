import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sourceComponents, stronglyConnectedComponents } from '../../src/graph/components.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { graphFromText, groupsText, keysOf, textOf } from './notation.ts'
import { slowComponents } from './oracles.ts'
import { randomGraph, runs } from './random-graphs.ts'

const examples = [
  ['', ''],
  ['1;', '1'],
  ['1; 1->1', '1'],
  ['1 2;', '1; 2'],
  ['1 2; 1->2', '1; 2'],
  ['1 2; 1->2 1->2', '1; 2'],
  ['1 2 3; 1->2->3', '1; 2; 3'],
  ['1 2 3; 1->2->3->1', '1 2 3'],
  ['1 2 3; 1->2->1->3->1', '1 2 3'],
  ['1 2 3; 1->2->1', '1 2; 3'],
  ['1 2 3 4; 1->2->4 1->3->4', '1; 2; 3; 4'],
  ['1 2 3 4; 1->2->4 1->3->4->2', '1; 2 4; 3'],
  ['1 2 3 4 5 6 7 8; 1->2->3->4->1 5->6->7->8->5 2->5->8 4->2', '1 2 3 4; 5 6 7 8'],
  // the example of Tarjan 1972
  ['1 2 3 4 5 6 7 8; 1->2 2->3 2->8 3->4 3->7 4->5 5->3 5->6 7->4 7->6 8->1 8->7', '1 2 8; 3 4 5 7; 6'],
  // the example of Gabow 2000
  ['1 2 3 4 5 6; 1->2 1->3 2->3 2->4 4->3 4->5 5->2 5->6 6->3 6->4', '1; 2 4 5 6; 3'],
]

describe('strongly connected components', () => {
  test.each(examples)('of %j are %j', (text, expected) => {
    const graph = graphFromText(text)
    expect(groupsText(graph.stronglyConnectedComponents().map(keysOf))).toBe(expected)
    expect(groupsText(slowComponents(keysOf(graph), (key) => keysOf(graph.children(key))))).toBe(expected)
  })

  test('are the groups that reach each other, on random graphs', () => {
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const expected = slowComponents(keysOf(graph), (key) => keysOf(graph.children(key)))
        expect(groupsText(graph.stronglyConnectedComponents().map(keysOf))).toBe(groupsText(expected))
      }),
      runs,
    )
  })

  test('are graphs, with all edges inside and none between', () => {
    const components = graphFromText('a b c d; a->b->a c->d->c b->d a->a').stronglyConnectedComponents()
    expect(components.every((component) => component instanceof ObjectGraph)).toBe(true)
    expect(components.map(textOf).sort()).toEqual(['a b; a->a a->b b->a', 'c d; c->d d->c'])
  })

  test('come after those that they reach', () => {
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const components = graph.stronglyConnectedComponents()
        for (const [index, component] of components.entries()) {
          const before = new Set(components.slice(0, index + 1).flatMap(keysOf))
          expect(keysOf(graph.descendants(component)).every((key) => before.has(key))).toBe(true)
        }
      }),
      runs,
    )
  })

  test('of a chain 100,000 deep are its nodes', () => {
    const nodes = Array.from({ length: 100_000 }, (_, n) => n)
    const components = stronglyConnectedComponents(nodes, (node) =>
      node + 1 < nodes.length ? [node + 1] : [],
    )
    expect(components).toHaveLength(100_000)
    expect(components[0]).toEqual([99_999])
  })

  test('of a ring 100,000 deep are one', () => {
    const keys = Array.from({ length: 100_000 }, (_, n) => String(n))
    const graph = ObjectGraph.fromOutEdges(keys, ({ key }) => [keys[(Number(key) + 1) % keys.length]])
    const components = graph.stronglyConnectedComponents()
    expect(components).toHaveLength(1)
    expect([components[0].size, components[0].edgeCount]).toEqual([100_000, 100_000])
  })

  test('of a chain of objects 100,000 deep are graphs of one node', () => {
    const keys = Array.from({ length: 100_000 }, (_, n) => String(n))
    const graph = ObjectGraph.fromEdgePairs(
      keys,
      keys.slice(1).map((key, index) => [keys[index], key] as const),
    )
    const components = graph.stronglyConnectedComponents()
    expect(components).toHaveLength(100_000)
    expect(components.every((component) => component.size === 1 && component.edgeCount === 0)).toBe(true)
  })
})

describe('source components', () => {
  test.each([
    ['', ''],
    ['a b c d; a->b->a c->d->c b->d', 'a b'],
    ['a b c d; a->b b->d c->a', 'c'],
    ['a b c d e f; a->b b->d c->a e->d', 'c; e; f'],
    ['a; a->a', 'a'],
    ['a b c; a->b->c->a', 'a b c'],
  ])('of %j are %j', (text, expected) => {
    expect(groupsText(graphFromText(text).sourceComponents().map(keysOf))).toBe(expected)
  })

  test('are the components with no ancestors but themselves, on random graphs', () => {
    fc.assert(
      fc.property(randomGraph, (graph) => {
        const expected = graph
          .stronglyConnectedComponents()
          .filter((component) => graph.ancestors(component).size === component.size)
        expect(groupsText(graph.sourceComponents().map(keysOf))).toBe(groupsText(expected.map(keysOf)))
        const sources = sourceComponents(keysOf(graph), (key) => keysOf(graph.children(key)))
        expect(graph.descendants(sources.flat()).size).toBe(graph.size)
      }),
      runs,
    )
  })
})
