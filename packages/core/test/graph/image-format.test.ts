import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import type { ImageFormat } from '../../src/graph/image-format.ts'
import { imageFormatOf } from '../../src/graph/image-format.ts'

test.each([
  ['a.svg', 'svg'],
  ['dir.json/a.SVG', 'svg'],
  ['a.b.dot', 'dot'],
  ['a.gv', 'dot'],
  ['a.json', 'json'],
  ['a.png', 'png'],
  ['a.gexf', 'gexf'],
])('%s is written as %s', (file, format) => {
  expect(imageFormatOf(file)).toBe(format)
  expect(imageFormatOf(pathToFileURL(file))).toBe(format)
})

test.each([
  ['a.jpeg', 'a.jpeg has the extension .jpeg'],
  ['a', 'a has no extension'],
  ['.svg', '.svg has no extension'],
  ['a.toString', 'has the extension .toString'],
])('%s is an error that lists what can be written', (file, found) => {
  expect(() => imageFormatOf(file)).toThrow(InvalidInputError)
  expect(() => imageFormatOf(file)).toThrow(`${found}, expected one of .svg, .png, .dot, .gv, .json, .gexf`)
})

test('a format that is given goes before the name', () => {
  expect(imageFormatOf('a.png', { format: 'svg' })).toBe('svg')
  expect(imageFormatOf('a', { format: 'json' })).toBe('json')
  expect(imageFormatOf('a.png', {})).toBe('png')
})

test.each(['gif', '.svg', null, 3])('%s is no format, and the error lists those that are', (format) => {
  const ask = () => imageFormatOf('a.svg', { format: format as ImageFormat })
  expect(ask).toThrow(InvalidInputError)
  expect(ask).toThrow(/format is .*, expected one of svg, png, dot, json, gexf/)
})
