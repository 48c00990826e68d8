import { expect, test } from 'vitest'
import { describe, quote } from '../../src/graph/describe.ts'

class Session {}

test.each([
  [null, 'null'],
  [undefined, 'undefined'],
  ['x\n"', 'the string "x\\n\\""'],
  [3, 'number 3'],
  [3n, 'bigint 3'],
  [true, 'boolean true'],
  [Symbol('s'), 'symbol Symbol(s)'],
  [[1], 'an array'],
  [{}, 'an object'],
  [Object.create(null), 'an object'],
  [{ constructor: 3 }, 'an object'],
  [new Session(), 'an instance of Session'],
  [Session, 'a function'],
])('%o is called %s', (value, words) => {
  expect(describe(value)).toBe(words)
})

test('long text is cut', () => {
  expect(quote('x'.repeat(60))).toHaveLength(62)
  expect(quote('x'.repeat(61))).toBe(`"${'x'.repeat(59)}…"`)
})
