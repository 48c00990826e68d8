import { setImmediate as immediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { collectGarbage } from '../../src/capture/gc.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'

class Job {}
const held: Job[] = []

/** Bytes of the JS heap and of the buffers beside it, when all that can go is gone. */
async function memoryInUse(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    await immediate()
    collectGarbage()
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Bytes that each of `count` assertions leaves behind, after as many that made V8 compile and caches fill. */
async function growthOf(count: number, assertion: () => void): Promise<number> {
  for (let done = 0; done < count; done++) assertion()
  const before = await memoryInUse()
  for (let done = 0; done < count; done++) assertion()
  return ((await memoryInUse()) - before) / count
}

// a leak of ours would be a table of the heap’s objects or a parsed heap: hundreds of kilobytes. Measured: below 1 KB when V8 has compiled all, and up to 45 KB in so few
// that fail; `npm run bench:self` shows that more do not add to it
test('assertions that pass leave nothing behind', async () => {
  const perAssertion = await growthOf(12, () => {
    expect(
      findLeaks(() => {
        new Job()
      }, Job).leakedCount,
    ).toBe(0)
  })
  expect(perAssertion).toBeLessThan(128 * 1024)
}, 300_000)

test('assertions that fail, and explain, leave nothing behind', async () => {
  const perAssertion = await growthOf(6, () => {
    const report = findLeaks(() => {
      held.push(new Job())
    }, Job)
    expect(report.toText()).toContain('variable `held`')
    held.length = 0
  })
  expect(perAssertion).toBeLessThan(128 * 1024)
}, 300_000)
