import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.tsx'],
    environment: 'jsdom',
    setupFiles: ['@toleak/vitest'],
    // looking through a whole heap takes its time on a busy machine
    testTimeout: 60_000,
  },
})
