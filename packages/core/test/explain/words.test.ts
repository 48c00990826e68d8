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
  expect(propertyWords(name)).toBe(words)
})
