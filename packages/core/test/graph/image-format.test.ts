import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { imageFormatOf } from '../../src/graph/image-format.ts'

test.each([
  ['a.svg', 'svg'],
  ['dir.json/a.SVG', 'svg'],
  ['a.b.dot', 'dot'],
  ['a.gv', 'dot'],
  ['a.json', 'json'],
])('%s is written as %s', (file, format) => {
  expect(imageFormatOf(file)).toBe(format)
  expect(imageFormatOf(pathToFileURL(file))).toBe(format)
})

test.each([
  ['a.png', 'a.png has the extension .png'],
  ['a', 'a has no extension'],
  ['.svg', '.svg has no extension'],
  ['a.toString', 'has the extension .toString'],
])('%s is an error that lists what can be written', (file, found) => {
  expect(() => imageFormatOf(file)).toThrow(InvalidInputError)
  expect(() => imageFormatOf(file)).toThrow(`${found}, expected one of .svg, .dot, .gv, .json`)
})
