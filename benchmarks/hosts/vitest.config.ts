import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { root: import.meta.dirname, include: ['worker.test.ts'], globals: true, pool: 'forks' },
})
