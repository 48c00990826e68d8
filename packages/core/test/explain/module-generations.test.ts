import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'

const folder = mkdtempSync(join(tmpdir(), 'toleak-generations-'))
afterAll(() => rmSync(folder, { recursive: true }))

class Ticket {
  readonly to = 'Paris'
}

interface Counter {
  count(thing: object): number
}

const file = join(folder, 'counter.mjs')
writeFileSync(file, 'const counted = []\nexport function count(thing) { return counted.push(thing) }\n')

// a runner would make a function of the module
writeFileSync(join(folder, 'import.cjs'), 'module.exports = (href) => import(href)')
const importNatively = createRequire(import.meta.url)(join(folder, 'import.cjs')) as (
  href: string,
) => Promise<Counter>

function load(query: string): Promise<Counter> {
  return importNatively(pathToFileURL(file).href + query)
}

function rootOf(counter: Counter): string {
  return findLeaks(() => void counter.count(new Ticket()), Ticket).groups[0].trace.root.label
}

test('a module that was loaded once is no generation; loaded again it is stale, and the newest is not', async () => {
  const first = await load('?first')
  expect(rootOf(first)).toMatch(/^module .*counter\.mjs$/)
  const second = await load('?second')
  expect(rootOf(first)).toMatch(/^stale module .*counter\.mjs \(generation 1 of the 2 that are alive\)$/)
  expect(rootOf(second)).toMatch(/^module .*counter\.mjs$/)
})

test('a loop at the top of a module makes no generations', () => {
  const looping = join(folder, 'looping.cjs')
  writeFileSync(
    looping,
    `const counted = []
    const sums = []
    for (const start of [1, 2, 3]) sums.push(() => start + counted.length)
    exports.count = (thing) => counted.push(thing)
    exports.sums = sums`,
  )
  const counter = createRequire(import.meta.url)(looping) as Counter
  expect(rootOf(counter)).toMatch(/^module .*looping\.cjs$/)
})
