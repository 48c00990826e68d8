import { expect, test } from 'vitest'
import { birthsOf, UNKNOWN_BIRTHS } from '../../src/explain/births.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

function origin(text: string, born: string, asked: string) {
  const { heap, node, nodes } = graphFromText(text)
  return birthsOf(heap, { born: nodes(born), roots: nodes('base') }).originOf(node(asked))
}

const CHAIN = 'old -__proto__-> class -__proto__-> base, new -__proto__-> class, foreign -__proto__-> other'

test('an object that was not there before the body was born in it', () => {
  expect(origin(CHAIN, 'new', 'new')).toBe('body')
})

test('another of the same realm was there before', () => {
  expect(origin(CHAIN, 'new', 'old')).toBe('before')
})

test('of an object of another realm nothing is known, nor of a record of the engine', () => {
  expect(origin(CHAIN, 'new', 'foreign')).toBeUndefined()
  expect(origin(`${CHAIN}, old -> store; store = array "(object elements)"`, 'new', 'store')).toBeUndefined()
})

test('a record of the engine was made by the body if all that have it were', () => {
  const text = `${CHAIN}, twin -__proto__-> class, new -> store, twin -> store; store = array "(bound arguments)"`
  expect(origin(text, 'new twin', 'store')).toBe('body')
  expect(origin(text, 'new', 'store')).toBeUndefined()
})

test('an object without a prototype, too', () => {
  const bare = (holder: string) =>
    `${CHAIN}, ${holder} -events-> bare, bare -__proto__-> null; null = hidden "system / Oddball"`
  expect(origin(bare('new'), 'new', 'bare')).toBe('body')
  expect(origin(bare('old'), 'new', 'bare')).toBeUndefined()
})

test('a scope is as old as its oldest function', () => {
  const scope = (functions: string) =>
    `f -context-> s, g -context-> s, f -__proto__-> base, g -__proto__-> base
     s = hidden "system / Context"; f = closure "f"; g = closure "g"${functions}`
  expect(origin(scope(''), 'f g', 's')).toBe('body')
  expect(origin(scope(''), 'f', 's')).toBe('before')
})

test('a scope without functions is as old as the oldest scope in it', () => {
  const text = `f -context-> a, a -previous-> s, g -context-> b, b -previous-> s, f -__proto__-> base, g -__proto__-> base
                s = hidden "system / Context"; a = hidden "system / Context"; b = hidden "system / Context"
                f = closure "f"; g = closure "g"`
  expect(origin(text, 'f g', 's')).toBe('body')
  expect(origin(text, 'f', 's')).toBe('before')
})

test('a suspended function is as old as its promise', () => {
  const text = `generator -internal:parameters_and_registers-> registers, generator -hidden:2-> promise
                promise -__proto__-> base; generator = object "Generator"; promise = object "Promise"`
  expect(origin(text, 'promise', 'generator')).toBe('body')
  expect(origin(text, '', 'generator')).toBe('before')
})

test('without a measurement nothing is known', () => {
  expect(UNKNOWN_BIRTHS.originOf(1)).toBeUndefined()
})
