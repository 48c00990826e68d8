import { Session } from 'node:inspector'
import { cachedDataVersionTag } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test, vi } from 'vitest'
import { collectAfter } from '../../src/check/settle.ts'
import { findGrowingLeaks, findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'
import { CaptureError } from '../../src/errors.ts'
import { keep, kept, Parcel, pitfall } from './twins.ts'

// three snapshots of a worker's heap take their time on a busy machine
vi.setConfig({ testTimeout: 240_000 })

/** V8's flags go into it, before anything of ours has run. */
const tagAtStart = cachedDataVersionTag()

const NOTHING_GROWS = 'fn() leaves nothing more behind with every run.'

/** Makes V8 number all objects anew, as a debugger does that is closed. */
function disconnectInspector(): void {
  const session = new Session()
  session.connect()
  session.post('HeapProfiler.enable')
  session.post('HeapProfiler.disable')
  session.disconnect()
}

pitfall('pitfall 3: V8 numbers all objects anew when an inspector session ends', {
  silent() {
    disconnectInspector()
    new Parcel().weigh()
  },
  found() {
    keep()
    disconnectInspector()
  },
  says: [/born in fn\(\)/, /variable `kept`/],
})

test('pitfall 3: V8 numbers all objects anew: without a class that is an error, never "nothing grew"', () => {
  expect(() => findGrowingLeaks(disconnectInspector)).toThrow(CaptureError)
  expect(() => findGrowingLeaks(disconnectInspector)).toThrow(/V8 has numbered all objects anew/)
})

describe('pitfall 4: what the detector makes itself grows the heap', () => {
  const reports: LeakReport[] = []
  const assertAndKeepReport = () => {
    const report = findLeaks(keep, Parcel)
    report.toText()
    reports.push(report)
    kept.length = 0
  }

  test('is no leak', () => {
    assertAndKeepReport()
    expect(findGrowingLeaks(() => void new Parcel()).toText()).toBe(NOTHING_GROWS)
    assertAndKeepReport()
    expect(findGrowingLeaks(() => void new Parcel()).toText()).toBe(NOTHING_GROWS)
  })

  test('is found where something stays', () => {
    assertAndKeepReport()
    const report = findGrowingLeaks(keep)
    expect(report.groups.map(({ className, count }) => [className, count])).toEqual([['Parcel', 15]])
  })
})

describe('pitfall 11: a snapshot takes as much memory as the heap, and stops everything', () => {
  test('is not taken where nothing stays', () => {
    expect(findLeaks(() => void new Parcel(), Parcel).timings).not.toHaveProperty('snapshot')
  })

  test('is taken where something stays', () => {
    expect(findLeaks(keep, Parcel).timings).toHaveProperty('snapshot')
  })
})

test('pitfall 12: a changed flag of V8 throws away the cached code of modules', async () => {
  const stacks = { allocationStacks: true } as const
  expect((await findLeaks(async () => keep(), Parcel, stacks)).leakedCount).toBe(1)
  expect(findLeaks(keep, Parcel).leakedCount).toBe(1)
  expect(cachedDataVersionTag()).toBe(tagAtStart)
})

/** Node's own console, and V8's: what is logged to these is handed to the inspector. The runner's console is another one. */
const nodeConsole = process.getBuiltinModule('node:console')
const v8Console = runInNewContext('console') as Console

let debuggerSession: Session | undefined

function attachDebugger(): void {
  debuggerSession = new Session()
  debuggerSession.connect()
}

function detachDebugger(): void {
  debuggerSession?.post('Runtime.discardConsoleEntries')
  debuggerSession?.disconnect()
}

function logAndLookAt(parcel: Parcel): void {
  nodeConsole.debug(parcel)
  v8Console.log(parcel)
  Object.assign(globalThis, { lookedAt: parcel })
  debuggerSession?.post('Runtime.evaluate', { expression: 'lookedAt', objectGroup: 'watch' })
  delete (globalThis as { lookedAt?: Parcel }).lookedAt
}

pitfall('pitfall 24: a debugger keeps what is logged, and what it has looked at', {
  before: attachDebugger,
  after: detachDebugger,
  silent: () => logAndLookAt(new Parcel()),
  found() {
    logAndLookAt(new Parcel())
    keep()
  },
})

describe('pitfall 34: an inspector session left open keeps the process, and what is logged', () => {
  async function isKeptByConsole(): Promise<boolean> {
    const ref = (() => {
      const parcel = new Parcel()
      nodeConsole.debug(parcel)
      return new WeakRef(parcel)
    })()
    await collectAfter(0)
    await collectAfter(0)
    return ref.deref() !== undefined
  }

  test('is closed after every kind of measurement', async () => {
    findLeaks(() => void new Parcel(), Parcel)
    findLeaks(keep, Parcel, { allocationStacks: true })
    findGrowingLeaks(keep)
    expect(() =>
      findLeaks(() => {
        throw new RangeError('mine')
      }, Parcel),
    ).toThrow(RangeError)
    expect(await isKeptByConsole()).toBe(false)
  })

  test('would be noticed', async () => {
    attachDebugger()
    expect(await isKeptByConsole()).toBe(true)
    detachDebugger()
    expect(await isKeptByConsole()).toBe(false)
  })
})

describe('pitfall 38: a stale mark counts what was there before as new', () => {
  test('is no leak', () => {
    for (let count = 0; count < 1000; count++) keep()
    expect(findLeaks(() => void new Parcel(), Parcel)).toMatchObject({ leakedCount: 0, isLeak: false })
    expect(findGrowingLeaks(() => void new Parcel()).toText()).toBe(NOTHING_GROWS)
  })

  test('is found as often as it stays, again and again', () => {
    for (let count = 0; count < 1000; count++) keep()
    expect(findLeaks(keep, Parcel)).toMatchObject({ leakedCount: 1, isLeak: true })
    for (let again = 0; again < 2; again++) expect(findGrowingLeaks(keep).leakedCount).toBe(15)
  })
})
