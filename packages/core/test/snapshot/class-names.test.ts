import { expect, it } from 'vitest'
import { classNameOf } from '../../src/snapshot/class-names.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

it.each([
  ['object "Foo"', 'Foo'],
  ['native "Detached HTMLDivElement"', 'Detached HTMLDivElement'],
  ['closure "go"', 'Function'],
  ['regexp "a+"', 'RegExp'],
  ['string "hello"', '(string)'],
  ['concatenated string "hello"', '(string)'],
  ['sliced string "hello"', '(string)'],
  ['array "(object elements)"', '(array)'],
  ['number "heap number"', '(number)'],
  ['hidden "system / Map"', '(system)'],
  ['code "(code)"', '(compiled code)'],
])('%s counts to %s', (declaration, className) => {
  const { heap, node } = graphFromText(`root -> a; a = ${declaration}`)
  expect(classNameOf(heap, node('a'))).toBe(className)
})
