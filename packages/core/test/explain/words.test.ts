import { expect, test } from 'vitest'
import { propertyWords } from '../../src/explain/words.ts'

test.each([
  ['name', '.name'],
  ['$a_1', '.$a_1'],
  ['größe', '.größe'],
  ['#secret', '.#secret'],
  [3, '[3]'],
  ['two words', '["two words"]'],
  ['0', '["0"]'],
  ['a"b', '["a\\"b"]'],
  ['<symbol kEvents>', '[Symbol(kEvents)]'],
])('property %s reads %s', (name, words) => {
  expect(propertyWords(name, { redact: false })).toBe(words)
})

test.each([
  ['name', '.name'],
  ['token4711', '.token4711'],
  ['42', '["42"]'],
  ['two words', '["…"]'],
  ['alice@example.com', '["…"]'],
  ['<symbol kEvents>', '[Symbol(kEvents)]'],
  ['<symbol Symbol.iterator>', '[Symbol(Symbol.iterator)]'],
  ['<symbol two words>', '[Symbol(…)]'],
  ['<symbol eyJhbGciOiJIUzI1NiJ9>', '[Symbol(…)]'],
  [`<symbol ${'a'.repeat(41)}>`, '[Symbol(…)]'],
])('of property %s %s is shown where texts are left out', (name, words) => {
  expect(propertyWords(name, { redact: true })).toBe(words)
})
