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

test('nor of one that another realm made on a prototype of this one', () => {
  const text = `${CHAIN}, base -internal:map-> m, m -internal:map-> mm, mm -internal:native_context-> here
     old -internal:map-> om, om -internal:map-> omm, omm -internal:native_context-> there`
  expect(origin(text, 'new', 'old')).toBeUndefined()
  expect(origin(text.replace('there', 'here'), 'new', 'old')).toBe('before')
})

test('a scope is as old as its oldest function', () => {
  const scope = (functions: string) =>
    `f -context-> s, g -context-> s, f -__proto__-> base, g -__proto__-> base
     s = hidden "system / Context"; f = closure "f"; g = closure "g"${functions}`
  expect(origin(scope(''), 'f g', 's')).toBe('body')
  expect(origin(scope(''), 'f', 's')).toBe('before')
})

test('one whose own functions have died is as old as the scopes in it', () => {
  const scope = `f -context-> inner, inner -internal:previous-> s, f -__proto__-> base
     s = hidden "system / Context"; inner = hidden "system / Context"; f = closure "f"`
  expect(origin(scope, 'f', 's')).toBe('body')
  expect(origin(scope, '', 's')).toBe('before')
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
