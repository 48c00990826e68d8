import { expect, test } from 'vitest'
import type { AssertionHost } from '../../src/check/assertion-host.ts'
import { checkLiveInstances } from '../../src/check/check-live-instances.ts'
import { InvalidInputError } from '../../src/errors.ts'

const plain: AssertionHost = { negated: false }
const negated: AssertionHost = { negated: true }
const quiet = { artifacts: false } as const
const kept: unknown[] = []

test('as many as there are', () => {
  class Tile {}
  class RoundTile extends Tile {}
  expect(checkLiveInstances(Tile, 0, quiet, plain).pass).toBe(true)
  kept.push(new Tile(), new RoundTile())
  expect(checkLiveInstances(Tile, 2, quiet, plain).pass).toBe(true)
  expect(checkLiveInstances(RoundTile, 1, quiet, plain).pass).toBe(true)
})

test('more than expected: what keeps them', () => {
  class Tile {}
  kept.push(new Tile(), new Tile())
  const { pass, message } = checkLiveInstances(Tile, 1, quiet, plain)
  expect(pass).toBe(false)
  expect(message()).toMatch(
    /^expect\(Tile\)\.toHaveLiveInstances\(1\)\n\n2 instances of Tile are alive\.[^]+variable `kept`/,
  )
})

test('fewer than expected', () => {
  class Tile {}
  const { pass, message } = checkLiveInstances(Tile, 1, quiet, plain)
  expect(pass).toBe(false)
  expect(message()).toMatch(/0 instances of Tile are alive, expected 1\./)
})

test('what only the current job keeps is not alive', () => {
  class Tile {}
  new WeakRef(new Tile())
  expect(checkLiveInstances(Tile, 0, quiet, plain).pass).toBe(true)
})

test('.not: another number', () => {
  class Tile {}
  kept.push(new Tile())
  expect(checkLiveInstances(Tile, 2, quiet, negated).pass).toBe(false)
  expect(checkLiveInstances(Tile, 1, quiet, negated).message()).toContain('expected another number')
})

test('a wrong number, and no class', () => {
  class Tile {}
  expect(() => checkLiveInstances(Tile, -1, quiet, plain)).toThrow(InvalidInputError)
  expect(() => checkLiveInstances(Tile, '2' as never, quiet, plain)).toThrow(
    /^Cannot count live instances: toHaveLiveInstances\(\) was given '2', expected a whole number/,
  )
  expect(() => checkLiveInstances(new Tile(), 1, quiet, plain)).toThrow(/expected a class/)
})
