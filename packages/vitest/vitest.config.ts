import { defineProject } from 'vitest/config'

export default defineProject({
  test: {
    name: 'vitest',
    // not those of the fixtures, which run in runners of their own
    include: ['test/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
})
