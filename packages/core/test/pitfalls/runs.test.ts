import { describe, expect, test, vi } from 'vitest'
import { findGrowingLeaks, findLeaks } from '../../src/check/find-leaks.ts'
import { keep, Parcel } from './twins.ts'

// three snapshots of a worker's heap take their time on a busy machine
vi.setConfig({ testTimeout: 240_000 })

let cached: Parcel | undefined
const fillCache = () => void (cached ??= new Parcel())

describe('pitfall 35: a cache or a singleton is made by the first run, and rightly stays', () => {
  test('is no leak where the body warms up', () => {
    expect(findLeaks(fillCache, Parcel, { warmup: 1 })).toMatchObject({ leakedCount: 0, shape: 'clean' })
    cached = undefined
    const report = findLeaks(fillCache, Parcel, { runs: 3 })
    expect(report).toMatchObject({ leakedCount: 1, shape: 'one-off', isLeak: false })
    expect(report.toText()).toContain('No more with each run: a cache, or the last value?')
    cached = undefined
    expect(findGrowingLeaks(fillCache).isLeak).toBe(false)
  })

  test('is found where something stays', () => {
    const fillAndKeep = () => {
      fillCache()
      keep()
    }
    cached = undefined
    expect(findLeaks(fillAndKeep, Parcel, { warmup: 1 })).toMatchObject({ leakedCount: 1, isLeak: true })
    cached = undefined
    expect(findLeaks(fillAndKeep, Parcel, { runs: 3 })).toMatchObject({ leakedCount: 4, isLeak: true })
    expect(findGrowingLeaks(fillAndKeep)).toMatchObject({ leakedCount: 15, isLeak: true })
  })
})

const slot: { last?: Parcel } = {}
const replace = () => void (slot.last = new Parcel())

describe('pitfall 36: a variable with the last value has a new instance after each run, and never more', () => {
  test('is no leak', () => {
    expect(findLeaks(replace, Parcel, { runs: 3 })).toMatchObject({ shape: 'one-off', isLeak: false })
    expect(findGrowingLeaks(replace).isLeak).toBe(false)
  })

  test('is found where something stays', () => {
    const replaceAndKeep = () => {
      replace()
      keep()
    }
    expect(findLeaks(replaceAndKeep, Parcel, { runs: 3 })).toMatchObject({ isLeak: true, leakedCount: 4 })
    expect(findGrowingLeaks(replaceAndKeep)).toMatchObject({ isLeak: true, leakedCount: 15 })
  })
})
