import { setImmediate as immediate } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { collectGarbage } from '../../src/capture/gc.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'

/**
 * Bytes that an assertion may leave behind, once V8 has compiled all. The figures in docs/performance.md are 0.03 to 0.4 KB for one that
 * passes; one whose report is kept leaves 1 KB more, a failing one 5 KB.
 */
const MARGIN = { passes: 1024, fails: 4096 }

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

/** Bytes that each of `count` assertions leaves behind, after as many as make V8 compile and caches fill. */
async function growthOf(warmUp: number, count: number, assertion: () => void): Promise<number> {
  for (let done = 0; done < warmUp; done++) assertion()
  const before = await memoryInUse()
  for (let done = 0; done < count; done++) assertion()
  const perAssertion = ((await memoryInUse()) - before) / count
  measured.push(`${count} assertions: ${Math.round(perAssertion)} bytes each`)
  return perAssertion
}

const measured: string[] = []
afterAll(() => {
  if (process.env.TOLEAK_SHOW_GROWTH === '1') process.stdout.write(`${measured.join('\n')}\n`)
})

describe('pitfall 4: what the detector makes itself stays in the heap', () => {
  test('of 150 assertions that pass nothing is left behind', async () => {
    const perAssertion = await growthOf(50, 150, () => {
      const report = findLeaks(() => void new Job(), Job)
      if (report.leakedCount !== 0) throw new Error(report.toText())
    })
    expect(perAssertion).toBeLessThan(MARGIN.passes)
  }, 900_000)

  test('of 40 assertions that fail, and explain, nothing is left behind', async () => {
    const perAssertion = await growthOf(30, 40, () => {
      const report = findLeaks(() => void held.push(new Job()), Job)
      if (!report.toText().includes('variable `held`')) throw new Error(report.toText())
      held.length = 0
    })
    expect(perAssertion).toBeLessThan(MARGIN.fails)
  }, 900_000)
})
