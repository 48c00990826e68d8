import { expect, test } from 'vitest'
import { fingerprintOf } from '../../src/explain/fingerprint.ts'
import type { Link } from '../../src/explain/trace.ts'

const links = (...words: string[]): Link[] =>
  words.map((text) => ({ reading: { edges: 1, words: text }, from: 0, to: 1, between: [], edges: [] }))

const print = (...words: string[]) => fingerprintOf('Session', 'module a.ts', links(...words))

test('is equal for equal reasons, whatever the index or the key', () => {
  expect(print('variable `a`', '.items[0]')).toBe(print('variable `a`', '.items[12]'))
  expect(print('value of key "x"')).toBe(print('value of key "y"'))
})

test('differs by class, beginning and reference', () => {
  expect(print('variable `a`')).not.toBe(print('variable `b`'))
  expect(print('variable `a`')).not.toBe(fingerprintOf('Other', 'module a.ts', links('variable `a`')))
  expect(print('variable `a`')).not.toBe(fingerprintOf('Session', 'module b.ts', links('variable `a`')))
  // two short words are not one long one
  expect(print('ab', 'c')).not.toBe(print('a', 'bc'))
})
