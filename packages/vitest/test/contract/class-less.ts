import { setTimeout as pause } from 'node:timers/promises'
import type { ContractCase } from './case.ts'
import { fails, passes } from './case.ts'

class Page {
  readonly lines = ['first', 'second']
}

/** What is put here stays alive. */
const kept: unknown[] = []
const handlers = new Map<number, () => void>()
let only: Page | undefined

const quiet = { artifacts: false }

/** Assertions that name no class. */
export const classLess: readonly ContractCase[] = [
  passes('a body that keeps nothing', (expect) => {
    expect(() => new Page().lines.map((line) => line.length)).not.toLeak()
  }),
  passes('a body that fills a cache once', (expect) => {
    expect(() => (only ??= new Page())).not.toLeak()
  }),
  passes('an async body that keeps nothing', async (expect) => {
    await expect(async () => {
      const page = new Page()
      await pause(1)
      return page
    }).not.toLeak(quiet)
  }),
  fails(
    'a body that keeps instances of a class',
    /expect\(fn\)\.not\.toLeak\(\)[^]+Page[^]+variable `kept`/,
    (expect) => {
      expect(() => void kept.push(new Page())).not.toLeak(quiet)
    },
  ),
  fails('a body that keeps functions', /expect\(fn\)\.not\.toLeak\(\)[^]+variable `handlers`/, (expect) => {
    expect(() => void handlers.set(handlers.size, () => {})).not.toLeak(quiet)
  }),
  fails('an async body that keeps plain objects', /variable `kept`/, async (expect) => {
    await expect(async () => {
      await pause(1)
      kept.push({ at: 17, what: 'x' })
    }).not.toLeak(quiet)
  }),
  fails('a wrong option', /Cannot use option "alow": it is unknown/, (expect) => {
    expect(() => {}).not.toLeak({ alow: 1 })
  }),
  fails('a class that is not defined yet', /the target is undefined, expected a class/, (expect) => {
    expect(() => {}).not.toLeak(undefined)
  }),
  fails('an instance for a class', /the target is an object, expected a class/, (expect) => {
    expect(() => {}).not.toLeak(new Page())
  }),
]
