import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { findLeaks } from '../../../src/check/find-leaks.ts'
import { Scene } from '../../../src/explain/scene.ts'
import { snapshotFacts } from '../../../src/explain/snapshot-facts.ts'
import { readLinks } from '../../../src/explain/trace.ts'
import { graphFromText } from '../../fixtures/graph-from-text.ts'

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

test('what a module exports that a compiler has made CommonJS is called so', () => {
  const { heap, edge } = graphFromText(`
    root -> exports -default-> router, exports -routes-> list, exports -__proto__-> base, exports -__esModule-> yes
    root -> plain -default-> router
    exports = object "Object"; plain = object "Object"; router = object "Router"; yes = hidden "true"
  `)
  const scene = new Scene(heap, snapshotFacts(heap), true)
  const words = (step: string) => readLinks(scene, [edge(step)]).map(({ reading }) => reading.words)
  expect(words('exports -default-> router')).toEqual(['default export'])
  expect(words('exports -routes-> list')).toEqual(['export `routes`'])
  expect(words('exports -__proto__-> base')).toEqual(['prototype'])
  expect(words('plain -default-> router')).toEqual(['.default'])
})

test("TypeScript's CommonJS has no variable for an export, which is found where the functions beside it are", () => {
  const source =
    'Object.defineProperty(exports, "__esModule", { value: true })\n' +
    'function add(profile) { exports.profiles.push(profile) }\n' +
    'exports.add = add\nexports.profiles = []\n// a source map would lead to\n// export const profiles = []'
  const file = join(folder, 'compiled.cjs')
  writeFileSync(file, source)
  const { add } = createRequire(import.meta.url)(file) as { add: (profile: Profile) => void }
  const [{ trace, cut }] = findLeaks(() => add(new Profile()), Profile).groups
  const step = trace.steps.findIndex(({ edge }) => edge === 'export `profiles`')
  expect(trace.steps[step].edgePlace).toMatchObject({ file, line: 6 })
  expect(trace.steps[step - 1].label).toBe('exports of a module')
  expect(cut?.sentence).toContain('[0] of Array `profiles`')
})
