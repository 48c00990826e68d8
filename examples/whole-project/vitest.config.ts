import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['./toleak.setup.ts'],
    // tells GitHub and other CI systems what they can show
    reporters: ['default', '@toleak/vitest/reporter'],
    // looking through a whole heap takes its time on a busy machine
    testTimeout: 60_000,
  },
})
