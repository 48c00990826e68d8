import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'

class Report {
  readonly pages = 3
}

let kept: Report[] = []
let cached: Report | undefined

afterEach(() => {
  kept = []
  cached = undefined
})

const leak = () => void kept.push(new Report())
const fillCache = () => void (cached ??= new Report())
const fillPool = () => void (kept.length < 2 && kept.push(new Report()))

describe('the shape over several runs', () => {
  test('a leak grows with each, and fails', () => {
    const report = findLeaks(leak, Report, { runs: 3 })
    expect(report).toMatchObject({ leakedCount: 3, runs: 3, shape: '1 per run', isLeak: true })
    expect(report.toText()).toContain(
      '3 instances of Report are still alive after 3 runs of fn() (before: 0). They grow by 1 per run.',
    )
  })

  test('a pool stops growing, and passes', () => {
    expect(findLeaks(fillPool, Report, { runs: 5 })).toMatchObject({ shape: 'bounded', isLeak: false })
  })

  test('which shapes fail is an option', () => {
    expect(findLeaks(fillCache, Report, { runs: 2, failOn: ['one-off'] }).isLeak).toBe(true)
    expect(findLeaks(leak, Report, { runs: 2, failOn: ['one-off'] }).isLeak).toBe(false)
  })

  test('one run tells no shape: what stays fails', () => {
    const report = findLeaks(fillCache, Report)
    expect(report).toMatchObject({ leakedCount: 1, isLeak: true })
    expect(report.shape).toBeUndefined()
  })

  test('nothing stays', () => {
    expect(findLeaks(() => void new Report(), Report, { runs: 3 })).toMatchObject({
      leakedCount: 0,
      shape: 'clean',
      isLeak: false,
    })
  })

  test('what only the current job keeps does not count', () => {
    const report = findLeaks(
      () => {
        new WeakRef(new Report())
        leak()
      },
      Report,
      { runs: 3 },
    )
    expect(report).toMatchObject({ leakedCount: 3, shape: '1 per run' })
  })

  test('an async body', async () => {
    const report = await findLeaks(
      async () => {
        await delay(1)
        leak()
      },
      Report,
      { runs: 3 },
    )
    expect(report).toMatchObject({ leakedCount: 3, runs: 3, shape: '1 per run', async: true, isLeak: true })
  })
})

describe('warming up', () => {
  test('runs an async body to its end each time', async () => {
    let runs = 0
    const report = await findLeaks(
      async () => {
        fillCache()
        await delay(1)
        runs++
      },
      Report,
      { warmup: 2 },
    )
    expect(runs).toBe(3)
    expect(report).toMatchObject({ leakedCount: 0, async: true })
  })

  test('an error in it passes through', () => {
    expect(() =>
      findLeaks(
        () => {
          throw new RangeError('cold')
        },
        Report,
        { warmup: 1 },
      ),
    ).toThrow(RangeError)
  })
})

describe('what settles late', () => {
  const late = async () => {
    const report = new Report()
    setTimeout(() => report.pages, 15)
    await delay(1)
  }

  test('passes, and is told', async () => {
    const report = await findLeaks(late, Report)
    expect(report).toMatchObject({ leakedCount: 0, lateCount: 1, shape: 'settles late', isLeak: false })
    expect(report.toText()).toMatch(
      /1 instance was still alive after fn\(\) settled and went in the \d+ ms that followed\./,
    )
  })

  test('fails where it is asked for', async () => {
    expect(await findLeaks(late, Report, { failOn: ['settles late'] })).toMatchObject({ isLeak: true })
  })
})
