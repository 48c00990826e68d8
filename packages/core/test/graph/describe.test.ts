import { expect, test } from 'vitest'
import { counted, describe, quote, shownKey } from '../../src/graph/describe.ts'

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

test.each([
  ['812', '812'],
  ['@9041/items[0]', '@9041/items[0]'],
  ['', '""'],
  ['a b', '"a b"'],
  ['a\nb', '"a\\nb"'],
  ['\u202eb\u2028\x85', '"\\u202eb\\u2028\\u0085"'],
  ['k'.repeat(61), `"${'k'.repeat(59)}…"`],
])('the key %j is shown as %s', (key, shown) => {
  expect(shownKey(key)).toBe(shown)
})

test('things are counted in words that fit', () => {
  expect([0, 1, 2, 5000].map((count) => counted(count, 'node'))).toEqual([
    '0 nodes',
    '1 node',
    '2 nodes',
    '5,000 nodes',
  ])
})
