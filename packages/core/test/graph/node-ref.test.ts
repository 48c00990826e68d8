import { expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { keyOf, keysOf } from '../../src/graph/node-ref.ts'
import type { NodeRef } from '../../src/graph/node-ref.ts'
import { graphFromText } from './notation.ts'

test('a key, a node and anything with a key name the same node', () => {
  const graph = graphFromText('812;')
  expect([keyOf('812'), keyOf(graph.node('812')), keyOf({ key: '812' })]).toEqual(['812', '812', '812'])
})

test('one reference, several, and a graph give keys in their order', () => {
  expect(keysOf('ab')).toEqual(['ab'])
  expect(keysOf({ key: 'ab' })).toEqual(['ab'])
  expect(keysOf(new Set(['b', 'a'])[Symbol.iterator]())).toEqual(['b', 'a'])
  expect(keysOf(graphFromText('2 1; 1->2'))).toEqual(['2', '1'])
})

class Session {}

test.each([
  [812, 'found number 812'],
  [undefined, 'found undefined'],
  [null, 'found null'],
  [new Session(), 'found an instance of Session'],
  [{ key: 812 }, 'found an object'],
  [() => {}, 'found a function'],
])('%o names no node, and the error says what it is', (ref, found) => {
  expect(() => keyOf(ref as unknown as NodeRef)).toThrow(InvalidInputError)
  expect(() => keyOf(ref as unknown as NodeRef)).toThrow(found)
})
