import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['vitest/**/*.test.ts'],
    setupFiles: ['@toleak/vitest'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
