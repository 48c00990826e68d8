import { defineProject } from 'vitest/config'

export default defineProject({
  test: {
    name: 'corpus',
    include: ['vitest/**/*.test.ts'],
    setupFiles: ['@toleak/vitest'],
    testTimeout: 60_000,
  },
})
