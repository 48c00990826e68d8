import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NotFoundError } from '../../src/errors.ts'
import { shortestCycle, shortestPath } from '../../src/graph/shortest-path.ts'
import { graphFromText, keysOf, textOf } from './notation.ts'
import { slowDistance } from './oracles.ts'
import { randomGraph, runs } from './random-graphs.ts'

test('the shortest of several paths is found, its nodes in order', () => {
  const graph = graphFromText('f e d c b a; a->b a->c a->d b->e e->f c->f')
  const path = graph.shortestPath('a', 'f')
  expect(keysOf(path)).toEqual(['a', 'c', 'f'])
  expect(textOf(path)).toBe('a c f; a->c c->f')
})

test('the path has all edges between its nodes: parallel ones, and those that lead back', () => {
  const graph = graphFromText('1 2 3 4; 1->2 1->2 2->3 3->1 3->3 3->4')
  expect(textOf(graph.shortestPath('1', '3'))).toBe('1 2 3; 1->2 1->2 2->3 3->1 3->3')
})

test('no path is an error that names both ends', () => {
  const graph = graphFromText('a b c; a->b c->b')
  expect(() => graph.shortestPath('a', 'c')).toThrow(NotFoundError)
  expect(() => graph.shortestPath('a', 'c')).toThrow(
    'No path from node "a" to node "c": the first reaches 1 other node, expected the second among them.',
  )
})

test('from a node to itself the path is that node, whatever edges it has', () => {
  expect(textOf(graphFromText('1 2; 1->2 2->1 1->1').shortestPath('1', '1'))).toBe('1; 1->1')
  expect(textOf(graphFromText('1 2; 1->2').shortestPath('1', '1'))).toBe('1;')
})

test('both nodes of a cycle of two are in it, the given one first', () => {
  const graph = graphFromText('1 2 3; 1->2->1 2->3')
  expect(textOf(graph.shortestCycle('1'))).toBe('1 2; 1->2 2->1')
  expect(keysOf(graph.shortestCycle('2'))).toEqual(['2', '1'])
})

test('an edge to itself is the shortest cycle', () => {
  const graph = graphFromText('a b c; a->b b->b b->c c->a')
  expect(textOf(graph.shortestCycle('b'))).toBe('b; b->b')
})

test('the shortest of many cycles is found', () => {
  const graph = graphFromText('a b c d e; a->b b->c c->a b->d d->a b->e e->d')
  const cycle = graph.shortestCycle('a')
  expect(cycle.size).toBe(3)
  expect(cycle.has('a') && cycle.has('b')).toBe(true)
  expect(cycle.has('c')).not.toBe(cycle.has('d'))
})

test('no cycle is an error that names the node, even where it leads into one', () => {
  const graph = graphFromText('a b c; b->c c->b a->b')
  expect(() => graph.shortestCycle('a')).toThrow(NotFoundError)
  expect(() => graph.shortestCycle('a')).toThrow('No cycle through node "a"')
})

test('a node that is not in the graph is an error that names it, as either end', () => {
  const graph = graphFromText('a b; a->b')
  expect(() => graph.shortestPath('x', 'b')).toThrow(/^No node "x"/)
  expect(() => graph.shortestPath('a', 'x')).toThrow(/^No node "x"/)
  expect(() => graph.shortestCycle('x')).toThrow(/^No node "x"/)
})

test('paths and cycles are as long as the distances found by walking all edges over and over', () => {
  fc.assert(
    fc.property(randomGraph, (graph) => {
      const children = (key: string) => keysOf(graph.children(key))
      const keys = keysOf(graph)
      for (const start of keys) {
        for (const end of keys) {
          const path = shortestPath(start, end, children)
          expect((path?.length ?? Infinity) - 1).toBe(slowDistance(start, end, children))
          if (path) expectWalk(path, start, end)
        }
        const cycle = shortestCycle(start, children)
        const back = Math.min(...children(start).map((child) => slowDistance(child, start, children)))
        expect(cycle?.length ?? Infinity).toBe(back + 1)
        if (cycle) expectWalk([...cycle, start], start, start)
      }

      function expectWalk(nodes: string[], start: string, end: string) {
        expect([nodes[0], nodes.at(-1)]).toEqual([start, end])
        for (const [index, node] of nodes.slice(1).entries()) expect(children(nodes[index])).toContain(node)
      }
    }),
    runs,
  )
})

test('a path may be 100,000 edges long', () => {
  const path = shortestPath(0, 100_000, (node) => [node + 1])
  expect(path).toHaveLength(100_001)
})
