import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { NOTHING } from './copies.ts'
import type { Mutation } from './mutation.ts'
import { mutations } from './mutations.ts'

/** Where scripts/mutations.ts has put the copies of core: one for each mutation, by its index, and an untouched one. */
const copies = process.env.TOLEAK_MUTANTS ?? ''

const there = mutations
  .map((mutation, index) => ({ mutation, copy: String(index) }))
  .filter(({ copy }) => existsSync(join(copies, copy)))

/** Each mutation is a project of its own: core with one thing broken, and the test that must notice. */
export default defineConfig({
  test: {
    projects: [
      project(
        NOTHING,
        there.map(({ mutation }) => mutation),
      ),
      ...there.map(({ mutation, copy }) => project(copy, [mutation])),
    ],
  },
})

function project(name: string, noticed: readonly Mutation[]) {
  const tests = noticed.map(({ noticedBy }) => noticedBy.name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return {
    root: join(copies, name),
    test: {
      name,
      include: [...new Set(noticed.map(({ noticedBy: { file } }) => `test/${file}.test.ts`))],
      testNamePattern: new RegExp(`^(${tests.join('|')})$`),
      testTimeout: 60_000,
    },
  }
}
