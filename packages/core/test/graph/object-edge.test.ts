import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { edgesBetween, edgesByEnd } from '../../src/graph/object-edge.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import type { EdgeInit } from '../../src/graph/object-edge.ts'

const nodes = new Map([
  ['a', {}],
  ['b', {}],
])
const ab = { from: 'a', to: 'b', label: '' }

test('attributes are kept, and the edge is frozen', () => {
  const [edge] = edgesBetween(nodes, [{ ...ab, key: 'e', label: '.job', cut: true }])
  expect(edge).toEqual({ key: 'e', from: 'a', to: 'b', label: '.job', cut: true })
  expect(() => Object.assign(edge, { cut: false })).toThrow(TypeError)
})

test('edges without a key are numbered around the keys given, before or after', () => {
  const edges = edgesBetween(nodes, [ab, { ...ab, key: '1' }, ab, { ...ab, key: '0' }, ab])
  expect(edges.map((edge) => edge.key)).toEqual(['2', '1', '3', '0', '4'])
})

test('parallel edges and edges to itself are kept', () => {
  const edges = edgesBetween(nodes, [ab, ab, { ...ab, to: 'a' }, { ...ab, to: 'a' }])
  expect(edges.map((edge) => `${edge.key}:${edge.from}${edge.to}`)).toEqual(['0:ab', '1:ab', '2:aa', '3:aa'])
})

test('of an edge repeated under its key the first counts', () => {
  const edges = edgesBetween(nodes, [
    { ...ab, key: 'e', label: 'first' },
    { ...ab, key: 'e', label: 'second' },
  ])
  expect(edges.map((edge) => edge.label)).toEqual(['first'])
})

test.each([
  [{ ...ab, key: 'e', from: 'x' }, 'edge "e" comes from node "x", expected one of the 2 keys given'],
  [{ ...ab, key: 'e', to: 'x' }, 'edge "e" goes to node "x"'],
  [{ ...ab, key: 'e', to: 7 }, 'edge "e" goes to number 7'],
  [{ ...ab, to: 'x' }, 'edge "0" goes to node "x"'],
  [{ ...ab, key: 7 }, 'the key of edge "a" -> "b" is number 7'],
  [{ ...ab, label: 7 }, 'the label of edge "a" -> "b" is number 7'],
  [null, 'an edge is null'],
  [['a', 'b'], 'undefined'],
])('%o makes no edge: %s', (init, found) => {
  expect(() => edgesBetween(nodes, [init as unknown as EdgeInit])).toThrow(InvalidInputError)
  expect(() => edgesBetween(nodes, [init as unknown as EdgeInit])).toThrow(found)
})

test('one key for two different edges is an error that names it and both', () => {
  const edges = [
    { ...ab, key: 'e' },
    { from: 'b', to: 'a', label: '', key: 'e' },
  ]
  expect(() => edgesBetween(nodes, edges)).toThrow(InvalidInputError)
  expect(() => edgesBetween(nodes, edges)).toThrow('edge key "e" stands for "a" -> "b" and for "b" -> "a"')
})

test('are grouped by either end, in their order', () => {
  const edges = edgesBetween(nodes, [ab, { ...ab, to: 'a' }, ab])
  const keys = (end: 'from' | 'to') =>
    [...edgesByEnd(edges, end)].map(([key, group]) => [key, group.map((edge) => edge.key)])
  expect(keys('from')).toEqual([['a', ['0', '1', '2']]])
  expect(keys('to')).toEqual([
    ['b', ['0', '2']],
    ['a', ['1']],
  ])
})

test('prints on one line', () => {
  expect(inspect(edgesBetween(nodes, [ab])[0])).toBe('ObjectEdge { a -> b }')
  expect(inspect(edgesBetween(nodes, [{ ...ab, label: '.job' }])[0])).toBe('ObjectEdge { a -> b ".job" }')
  const [edge] = ObjectGraph.fromEdgePairs(['a\n1', 'b'], [['a\n1', 'b']]).edges()
  expect(inspect(edge)).toBe('ObjectEdge { "a\\n1" -> b }')
})
