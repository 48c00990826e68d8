import { expect, test } from 'vitest'
import { byteWords } from '../../src/render/byte-words.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1250, '1.3 kB'],
  [3_400_000, '3.4 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(byteWords(bytes)).toBe(words)
})
