import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['vitest/**/*.test.ts'],
    setupFiles: ['@toleak/vitest'],
    // as where it is installed: Vitest would else rewrite it, and decode its source map for the first stack that is read
    server: { deps: { external: [/\/packages\/\w+\/dist\//] } },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
