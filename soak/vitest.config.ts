import { defineConfig } from 'vitest/config'
import { asInstalled } from '../scripts/vitest-as-installed.ts'

export default defineConfig({
  test: {
    include: ['vitest/**/*.test.ts'],
    setupFiles: ['@toleak/vitest'],
    server: asInstalled,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
