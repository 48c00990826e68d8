import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Mutation } from './mutation.ts'
import { mutations } from './mutations.ts'

/** Where scripts/mutations.ts has put the copies of core: one for each mutation, by its index, and an untouched one. */
const copies = process.env.TOLEAK_MUTANTS ?? ''

/** Each mutation is a project of its own: core with one thing broken, and the test that must notice. */
export default defineConfig({
  test: {
    projects: [
      { root: join(copies, 'nothing'), test: { ...optionsOf(mutations), name: 'nothing' } },
      ...mutations.map((mutation, index) => ({
        root: join(copies, String(index)),
        test: { ...optionsOf([mutation]), name: mutation.broken },
      })),
    ],
  },
})

function optionsOf(noticed: readonly Mutation[]) {
  const names = noticed.map(({ noticedBy: { name } }) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return {
    include: [...new Set(noticed.map(({ noticedBy: { file } }) => `test/${file}.test.ts`))],
    testNamePattern: new RegExp(`^(${names.join('|')})$`),
    testTimeout: 60_000,
  }
}
