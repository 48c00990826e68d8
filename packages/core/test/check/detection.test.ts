import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { checkLeaks } from '../../src/check/check-leaks.ts'
import { checkLiveInstances } from '../../src/check/check-live-instances.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { trackLeaks } from '../../src/check/track-leaks.ts'
import { TestWatch } from '../../src/check/watch-test.ts'
import { CaptureError } from '../../src/errors.ts'

/** What scripts/mutations.ts found no other test to notice: each of these was a way to pass in silence. */
class Parcel {
  readonly weight = 2
}

const kept: Parcel[] = []
const keep = () => void kept.push(new Parcel())

afterEach(() => {
  kept.length = 0
})

const host = { negated: true }
const quiet = { artifacts: false } as const

describe('what the matcher hands to the runner', () => {
  test('says that a sync body leaks, and that a clean one does not', () => {
    expect(checkLeaks(keep, [Parcel, quiet], host)).toMatchObject({ pass: true })
    expect(checkLeaks(() => void new Parcel(), [Parcel, quiet], host)).toMatchObject({ pass: false })
  })

  test('is a promise for an async body, which says the same', async () => {
    const leaking = checkLeaks(async () => keep(), [Parcel, quiet], host)
    expect(leaking).toBeInstanceOf(Promise)
    expect(await leaking).toMatchObject({ pass: true })
    expect(await checkLeaks(async () => void new Parcel(), [Parcel, quiet], host)).toMatchObject({
      pass: false,
    })
  })

  test('says how many instances are alive', () => {
    keep()
    expect(checkLiveInstances(Parcel, 1, quiet, { negated: false })).toMatchObject({ pass: true })
    expect(checkLiveInstances(Parcel, 0, quiet, { negated: false })).toMatchObject({ pass: false })
    expect(checkLiveInstances(Parcel, 2, quiet, { negated: false })).toMatchObject({ pass: false })
  })
})

describe('an async body', () => {
  test('is looked at once more when all that was left has gone', async () => {
    const report = await findLeaks(async () => {
      const parcel = new Parcel()
      let turns = 3
      // the parcel goes when the turns are over, and just then another one comes to stay
      const next = () => void (turns-- > 0 ? setImmediate(next) : kept.push(parcel && new Parcel()))
      next()
    }, Parcel)
    expect(report).toMatchObject({ leakedCount: 1, lateCount: 1 })
  })

  test('that leaks beside other tests is an error: whose instance is it?', async () => {
    const beside = { concurrentTests: () => ['the other test'] }
    await expect(findLeaks(async () => keep(), Parcel, {}, beside)).rejects.toThrow(CaptureError)
    await expect(findLeaks(async () => keep(), Parcel, {}, beside)).rejects.toThrow('"the other test"')
  })
})

describe('without a class', () => {
  test('what makes an array longer with every run is a leak', () => {
    expect(checkLeaks(keep, [quiet], host)).toMatchObject({ pass: true })
  })

  test('what grows with every run is a leak, though no array gets longer', () => {
    class Link extends Parcel {
      readonly next = chain.head
    }
    const chain: { head?: Link } = {}
    const grow = () => void (chain.head = new Link())
    expect(checkLeaks(grow, [quiet], host)).toMatchObject({ pass: true })
  })
})

describe('a block', () => {
  test('fails when it leaves something, checked at once or settled', async () => {
    const probe = trackLeaks(Parcel, quiet)
    keep()
    expect(() => probe.check()).toThrow(/1 instance of Parcel/)
    const settled = trackLeaks(Parcel, quiet)
    await pause(1)
    keep()
    await expect(settled.checkSettled()).rejects.toThrow(/1 instance of Parcel/)
  })

  test('ends in a check when it is disposed of', async () => {
    const probe = trackLeaks(Parcel, quiet)
    const settled = trackLeaks(Parcel, quiet)
    keep()
    expect(() => probe[Symbol.dispose]()).toThrow(/1 instance of Parcel/)
    await expect(settled[Symbol.asyncDispose]()).rejects.toThrow(/1 instance of Parcel/)
  })
})

describe('a watched test', () => {
  const named = (testName: string) => ({ testName })

  test('fails when it leaves something, and the next one does not', async () => {
    const watch = new TestWatch(Parcel, quiet)
    watch.begin(named('leaks'))
    keep()
    await expect(watch.end(named('leaks'))).rejects.toThrow(/1 instance of Parcel/)
    watch.begin(named('is clean'))
    await watch.end(named('is clean'))
  })

  test('fails, too, when its before is the end of the last test', async () => {
    const watch = new TestWatch(Parcel, quiet)
    watch.begin(named('is clean'))
    await watch.end(named('is clean'))
    watch.begin(named('leaks'), true)
    keep()
    await expect(watch.end(named('leaks'))).rejects.toThrow(/1 instance of Parcel/)
  })
})
