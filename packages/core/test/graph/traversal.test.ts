import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { reachable } from '../../src/graph/traversal.ts'
import { graphFromText, keysOf, textOf } from './notation.ts'
import { slowReachable } from './oracles.ts'
import { randomGraph, runs } from './random-graphs.ts'

const gabow = '1 2 3 4 5 6; 1->2 1->3 2->3 2->4 4->3 4->5 5->2 5->6 6->3 6->4'

test.each([
  [0, '1'],
  [1, '1 2 3'],
  [2, '1 2 3 4'],
  [3, '1 2 3 4 5'],
  [4, '1 2 3 4 5 6'],
  [undefined, '1 2 3 4 5 6'],
])('descendants within %s generations are no further away than that', (generations, expected) => {
  const found = graphFromText(gabow).descendants('1', { generations })
  expect(keysOf(found).sort().join(' ')).toBe(expected)
})

test.each([
  [0, '3'],
  [1, '1 2 3 4 6'],
  [2, '1 2 3 4 5 6'],
  [3, '1 2 3 4 5 6'],
])('ancestors within %s generations are no further away than that', (generations, expected) => {
  const found = graphFromText(gabow).ancestors('3', { generations })
  expect(keysOf(found).sort().join(' ')).toBe(expected)
})

// 4 is two steps away, but depth first it is met at three, and 8 would be cut off (refcycle issue 30)
test.each([
  [0, '1'],
  [1, '1 2 5 6'],
  [2, '1 2 3 4 5 6 7'],
  [3, '1 2 3 4 5 6 7 8'],
  [4, '1 2 3 4 5 6 7 8'],
])('a node counts %s generations by its shortest way, not the first one found', (generations, expected) => {
  const graph = graphFromText('1 2 3 4 5 6 7 8; 1->2->3->4->8 1->5->4 1->6->7->4')
  expect(keysOf(graph.descendants('1', { generations })).sort().join(' ')).toBe(expected)
})

test('nodes come nearest first, and equally near ones in the order of the edges', () => {
  const graph = graphFromText('far2 far1 near2 near1 start; start->near1->far1 start->near2->far2')
  expect(keysOf(graph.descendants('start'))).toEqual(['start', 'near1', 'near2', 'far1', 'far2'])
})

test('several starts give the union, and each start counts as generation 0', () => {
  const graph = graphFromText('1 2 3 4 5 6; 1->2->3 4->5->6')
  expect(textOf(graph.descendants(['1', '4'], { generations: 1 }))).toBe('1 2 4 5; 1->2 4->5')
  expect(textOf(graph.ancestors(new Set(['3', '5'])))).toBe('1 2 3 4 5; 1->2 2->3 4->5')
  expect(textOf(graph.ancestors([]))).toBe(';')
})

test('the subgraph has all edges between the nodes found, not only those walked', () => {
  const graph = graphFromText('1 2 3 4; 1->2 1->2 2->1 2->2 2->3 4->2')
  expect(textOf(graph.descendants('1', { generations: 1 }))).toBe('1 2; 1->2 1->2 2->1 2->2')
})

test('each node is asked for its neighbours once, however many ways lead to it', () => {
  // two edges to the next node in a ring of 100: 2 ** 100 walks
  let asked = 0
  const found = reachable([0], (node) => {
    asked++
    return [(node + 1) % 100, (node + 1) % 100]
  })
  expect(found.size).toBe(100)
  expect(asked).toBe(100)
})

test('finds what walking all edges over and over finds', () => {
  fc.assert(
    fc.property(randomGraph, fc.nat(4), (graph, generations) => {
      const children = (key: string) => keysOf(graph.children(key))
      const parents = (key: string) => keysOf(graph.parents(key))
      for (const { key } of graph) {
        for (const limit of [generations, undefined]) {
          const options = { generations: limit }
          expect(new Set(keysOf(graph.descendants(key, options)))).toEqual(
            slowReachable(key, children, limit),
          )
          expect(new Set(keysOf(graph.ancestors(key, options)))).toEqual(slowReachable(key, parents, limit))
        }
      }
    }),
    runs,
  )
})

test.each([-1, 1.5, NaN, '2', null])('generations %s is an error that says so', (generations) => {
  const options = { generations: generations as number }
  const graph = graphFromText('1;')
  expect(() => graph.ancestors('1', options)).toThrow(InvalidInputError)
  expect(() => graph.descendants('1', options)).toThrow(/generations is .*expected a whole number/)
})

test('generations: Infinity is no limit', () => {
  expect(graphFromText('1 2 3; 1->2->3').descendants('1', { generations: Infinity }).size).toBe(3)
})
