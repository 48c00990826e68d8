import { expect, test } from 'vitest'
import { beginningOfString, stringText } from '../../src/explain/string-text.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

test('a joined string has the text of its halves, in their order', () => {
  const { heap, node } = graphFromText(`
    root -> key -internal:first-> left, key -internal:second-> right, left -internal:first-> a, left -internal:second-> b
    key = concatenated string "(concatenated string)"; left = concatenated string "(concatenated string)"
    a = string "user:"; b = string "7"; right = string ":cart"
  `)
  expect(stringText(heap, node('key'))).toBe('user:7:cart')
})

test('a string that was built in a loop is read no further than V8 would write it', () => {
  const depth = 20_000
  const links = Array.from(
    { length: depth },
    (_, index) => `s${index} -internal:first-> s${index + 1}, s${index} -internal:second-> x`,
  )
  const types = Array.from({ length: depth }, (_, index) => `s${index} = concatenated string ""`)
  const { heap, node } = graphFromText(
    [`root -> s0`, ...links, `s${depth} = string "begin "; x = string "x"`, ...types].join('\n'),
  )
  expect(stringText(heap, node('s0'))).toBe(`begin ${'x'.repeat(1018)}`)
})

test('of a piece of another string nobody knows where it begins', () => {
  const { heap, node } = graphFromText(`
    root -> key -internal:first-> piece, key -internal:second-> end, piece -internal:parent-> whole
    key = concatenated string ""; piece = sliced string ""; whole = string "a long text"; end = string "."
  `)
  expect(stringText(heap, node('key'))).toBeUndefined()
})

test('a string begins as it does, though nobody knows how it goes on', () => {
  const { heap, node } = graphFromText(`
    root -> key -internal:first-> begin, key -internal:second-> piece, piece -internal:parent-> whole
    key = concatenated string ""; piece = sliced string ""; whole = string "a long text"; begin = string "user:"
  `)
  expect(beginningOfString(heap, node('key'), 17)).toBe('user:…')
  expect(beginningOfString(heap, node('piece'), 17)).toBe('…')
  expect(beginningOfString(heap, node('key'), 3)).toBe('use')
  expect(beginningOfString(heap, node('whole'), 17)).toBe('a long text')
})
