import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { findLeaks } from '../../../src/check/find-leaks.ts'

const folder = mkdtempSync(join(tmpdir(), 'toleak-module-export-'))
afterAll(() => rmSync(folder, { recursive: true }))

class Profile {
  readonly name = 'ada'
}

interface Store {
  set(profile: Profile | undefined): void
}

writeFileSync(join(folder, 'import.cjs'), 'module.exports = (href) => import(href)')
const importNatively = createRequire(import.meta.url)(join(folder, 'import.cjs')) as (
  href: string,
) => Promise<Store>

/** A module that V8 loads itself: a runner makes functions of modules. */
function loadNatively(name: string, source: string): Promise<Store> {
  const file = join(folder, name)
  writeFileSync(file, source)
  return importNatively(pathToFileURL(file).href)
}

test.each([
  [
    'named.mjs',
    'export let current\nexport function set(profile) { current = profile }',
    'variable `current`',
  ],
  [
    'renamed.mjs',
    'let current\nexport { current as profile }\nexport function set(profile) { current = profile }',
    'variable `profile`',
  ],
  [
    'default.mjs',
    'const holder = {}\nexport default holder\nexport function set(profile) { holder.profile = profile }',
    'variable `holder`',
  ],
  [
    'anonymous.mjs',
    'import self from "./anonymous.mjs"\nexport default {}\nexport function set(profile) { self.profile = profile }',
    'default export',
  ],
])('%s', async (file, source, words) => {
  const store = await loadNatively(file, source)
  const [group] = findLeaks(() => store.set(new Profile()), Profile).groups
  expect(group.trace.root.label).toContain(file)
  expect(group.trace.steps[0].edge).toBe(words)
  store.set(undefined)
})
