import { defineConfig } from 'vitest/config'
import { asInstalled } from '../scripts/vitest-as-installed.ts'
import { kindsFor } from './case-files.ts'

export default defineConfig({
  test: {
    projects: kindsFor('vitest', import.meta.dirname).map((kind) => ({
      define: { CORPUS_KIND: JSON.stringify(kind) },
      test: {
        name: kind,
        include: ['vitest/**/*.test.ts'],
        setupFiles: ['@toleak/vitest'],
        server: asInstalled,
        testTimeout: 300_000,
      },
    })),
  },
})
