import { expect, test } from 'vitest'
import { reasonOf } from '../../src/explain/reason.ts'

const reason = (...words: string[]) => reasonOf('Session', 'module a.ts', words)

test('is equal whatever the index or the key', () => {
  expect(reason('variable `a`', '.items[0]')).toBe(reason('variable `a`', '.items[12]'))
  expect(reason('value of key "x"')).toBe(reason('value of key "y"'))
})

test('differs by class, beginning and each reference', () => {
  expect(reason('variable `a`')).not.toBe(reason('variable `b`'))
  expect(reason('variable `a`')).not.toBe(reasonOf('Other', 'module a.ts', ['variable `a`']))
  expect(reason('variable `a`')).not.toBe(reasonOf('Session', 'module b.ts', ['variable `a`']))
  expect(reason('variable `a`', '.b')).not.toBe(reason('variable `a`', '.c'))
  // two short words are not one long one
  expect(reason('ab', 'c')).not.toBe(reason('a', 'bc'))
})
