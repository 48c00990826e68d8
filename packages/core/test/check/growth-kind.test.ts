import { expect, test } from 'vitest'
import { canGrow, kindOf } from '../../src/check/growth-kind.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

test('instances of one class are of one kind, those of another of its name are not', () => {
  const { heap, node } = graphFromText(`
    root -> a, root -> b, root -> c
    a = object "Edit" 3:10:5; b = object "Edit" 3:10:5; c = object "Edit" 4:10:5`)
  const [a, b, c] = ['a', 'b', 'c'].map((word) => kindOf(heap, node(word)))
  expect(a).toBe('Edit at 3:10:5')
  expect(b).toBe(a)
  expect(c).not.toBe(a)
})

test('plain objects are told by the names of their properties, in any order', () => {
  const { heap, node } = graphFromText(`
    root -> a -from-> x, a -to-> x, root -> b -to-> x, b -from-> x, root -> c -to-> x
    a = object "Object"; b = object "Object"; c = object "Object"`)
  expect(kindOf(heap, node('a'))).toBe('Object {from,to}')
  expect(kindOf(heap, node('b'))).toBe('Object {from,to}')
  expect(kindOf(heap, node('c'))).toBe('Object {to}')
})

test('one with very many properties is a table, whatever its keys', () => {
  const keys = (start: number) =>
    Array.from({ length: 50 }, (_, index) => `a${start} -k${start + index}-> x`).join(', ')
  const { heap, node } = graphFromText(
    `root -> a1, root -> a100, ${keys(1)}, ${keys(100)}; a1 = object "Object"; a100 = object "Object"`,
  )
  expect(kindOf(heap, node('a1'))).toBe('Object {…}')
  expect(kindOf(heap, node('a100'))).toBe('Object {…}')
})

test('functions are told by where they are written, bound and suspended ones by what they run', () => {
  const { heap, node } = graphFromText(`
    root -> go, root -> bound -internal:bound_function-> go
    root -> waiting -internal:parameters_and_registers-> x, waiting -internal:function-> go
    go = closure "go" 3:10:5; bound = closure "native_bind"; waiting = object "Generator"`)
  expect(kindOf(heap, node('go'))).toBe('function go at 3:10:5')
  expect(kindOf(heap, node('bound'))).toBe('bound function go at 3:10:5')
  expect(kindOf(heap, node('waiting'))).toBe('suspended function go at 3:10:5')
})

test('objects and functions can grow; prototypes, scopes, shapes and strings cannot', () => {
  const { heap, node } = graphFromText(`
    root -> edit, root -> go, root -> Edit -prototype-> proto -constructor-> Edit
    root -> scope, root -> text, root -> shape
    edit = object "Edit"; go = closure "go"; Edit = closure "Edit"; proto = object "Edit"
    scope = object "system / Context"; text = string "text"; shape = hidden "system / Map"`)
  const words = ['edit', 'go', 'Edit', 'proto', 'scope', 'text', 'shape']
  expect(words.filter((word) => canGrow(heap, node(word)))).toEqual(['edit', 'go', 'Edit'])
})
