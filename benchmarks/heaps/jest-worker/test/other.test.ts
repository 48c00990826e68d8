/// <reference lib="dom" />
import { expect, test } from '@jest/globals'

// one test file alone would run in Jest's own process
test('is there', () => {
  expect(document.title).toBe('')
})
