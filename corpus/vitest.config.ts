import { defineConfig } from 'vitest/config'
import { kindsFor } from './case-files.ts'

export default defineConfig({
  test: {
    projects: kindsFor('vitest', import.meta.dirname).map((kind) => ({
      define: { CORPUS_KIND: JSON.stringify(kind) },
      test: {
        name: kind,
        include: ['vitest/**/*.test.ts'],
        setupFiles: ['@toleak/vitest'],
        // as where it is installed: Vitest would else rewrite it, and decode its source map for the first stack that is read
        server: { deps: { external: [/\/packages\/\w+\/dist\//] } },
        testTimeout: 300_000,
      },
    })),
  },
})
