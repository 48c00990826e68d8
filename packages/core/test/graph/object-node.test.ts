import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { nodesByKey } from '../../src/graph/object-node.ts'
import type { NodeInit } from '../../src/graph/object-node.ts'

test('a bare string is a node with that key and label', () => {
  expect(nodesByKey(['a']).get('a')).toEqual({ key: 'a', label: 'a' })
})

test('attributes are kept, whatever they are', () => {
  const origin = { test: 'before' }
  const node = nodesByKey([{ key: 'a', label: 'A', className: 'Queue', origin, shallowSize: 48 }]).get('a')
  expect(node).toEqual({ key: 'a', label: 'A', className: 'Queue', origin, shallowSize: 48 })
  expect(node?.origin).toBe(origin)
})

test('a node cannot be changed, and the object it was made of is left alone', () => {
  const init = { key: 'a', label: 'A' }
  const node = ObjectGraph.of([init]).node('a')
  expect(() => Object.assign(node, { label: 'B' })).toThrow(TypeError)
  init.label = 'C'
  expect(node.label).toBe('A')
})

test('of nodes with equal keys the first counts', () => {
  const nodes = nodesByKey([
    { key: 'a', label: 'first' },
    { key: 'b', label: 'B' },
    { key: 'a', label: 'second' },
  ])
  expect([...nodes.values()].map((node) => node.label)).toEqual(['first', 'B'])
})

test('nodes of two graphs are the same node if their keys are equal', () => {
  const [one, other] = [ObjectGraph.of(['a', 'b']), ObjectGraph.of([{ key: 'a', label: 'elsewhere' }])]
  expect(one.has(other.node('a'))).toBe(true)
  expect(one.minus(other).size).toBe(1)
})

test('prints on one line, with its label cut', () => {
  const graph = ObjectGraph.of([{ key: '812', label: 'Session\n"x"' }, 'y'.repeat(500)])
  expect(inspect(graph.node('812'))).toBe('ObjectNode { 812 "Session\\n\\"x\\"" }')
  expect(inspect([...graph][1]).split('"')[1]).toHaveLength(60)
})

test('is plain data to JSON and to structuredClone', () => {
  const node = ObjectGraph.of([{ key: 'a', label: 'A', place: 'x.ts:1:1' }]).node('a')
  expect(JSON.parse(JSON.stringify(node))).toEqual({ key: 'a', label: 'A', place: 'x.ts:1:1' })
  expect(structuredClone(node)).toEqual({ key: 'a', label: 'A', place: 'x.ts:1:1' })
})

test('an attribute named __proto__ is data, and changes no prototype', () => {
  const init = JSON.parse('{ "key": "a", "label": "A", "__proto__": { "polluted": true } }') as {
    key: string
    label: string
  }
  const node = ObjectGraph.of([init]).node('a') as { polluted?: boolean }
  expect(node.polluted).toBeUndefined()
})

test.each([
  [{ label: 'A' }, 'a node has the key undefined'],
  [{ key: 1, label: 'A' }, 'a node has the key number 1'],
  [7, 'a node has number 7'],
  [null, 'a node has null'],
  [{ key: 'a', label: 5 }, 'the label of node "a" is number 5'],
  [{ key: 'a', label: 'A', className: Map }, 'the className of node "a" is a function'],
])('%o makes no node: %s', (init, found) => {
  expect(() => nodesByKey([init as unknown as NodeInit])).toThrow(InvalidInputError)
  expect(() => nodesByKey([init as unknown as NodeInit])).toThrow(found)
})

// graphology 0.26 keeps neighbours in `{}`: with such a key it finds and changes what every object inherits
test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('the key %j is refused', (key) => {
  expect(() => nodesByKey([key])).toThrow(InvalidInputError)
  expect(() => nodesByKey([key])).toThrow(JSON.stringify(key))
})
