import { expect, test, vi } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'
import { CLEAN_BODIES } from '../fixtures/clean-bodies.ts'

const settings = resolveGrowthOptions()

// two snapshots of a worker's heap take their time on a busy machine
vi.setConfig({ testTimeout: 240_000 })

const mock = vi.fn((value: object) => value)

/** What the runner writes down of each of these is its own. */
const BODIES_OF_TESTS: Readonly<Record<string, () => unknown>> = {
  'assertions that hold': () => {
    expect({ list: [1, 2] }).toEqual({ list: [1, 2] })
    expect(() => JSON.parse('{')).toThrow(SyntaxError)
  },
  'assertions on promises': async () => {
    await expect(Promise.resolve({ a: 1 })).resolves.toEqual({ a: 1 })
    await expect(Promise.reject(new Error('no'))).rejects.toThrow('no')
  },
  'mocks that are cleared': () => {
    mock({ a: 1 })
    mock.mockClear()
  },
  'mocks of their own': () => void vi.fn()({ a: 1 }),
  'spies that are restored': () => vi.spyOn(Math, 'max').mockRestore(),
  'messages to the console': () => console.debug('growing', { a: 1 }),
}

const NOTHING = 'fn() leaves nothing more behind with every run.'
const bodies = Object.values({ ...BODIES_OF_TESTS, ...CLEAN_BODIES })

// all in one: each alone costs two snapshots, and what grows is named anyway
test('sync bodies leave nothing more behind with every run', async () => {
  const sync = bodies.filter((body) => body.constructor.name !== 'AsyncFunction')
  expect(sync.length).toBeGreaterThan(10)
  const report = await findGrowth(() => {
    for (const body of sync) body()
  }, settings)
  expect(report.toText()).toBe(NOTHING)
})

test('all bodies, each awaited, leave nothing more behind with every run', async () => {
  const report = await findGrowth(async () => {
    for (const body of bodies) await body()
  }, settings)
  expect(report.toText()).toBe(NOTHING)
})
