import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'

class Session {
  readonly user = 'ada'
}
class AdminSession extends Session {}

const kept = new Map<string, Session>()
const bus = new EventEmitter()

afterEach(() => {
  kept.clear()
  bus.removeAllListeners()
})

describe('counts', () => {
  test('what the body created and left alive', () => {
    const report: LeakReport = findLeaks(() => {
      kept.set('one', new Session())
      kept.set('two', new AdminSession())
      void new Session()
    }, Session)
    expect(report).toMatchObject({
      leakedCount: 2,
      liveBefore: 0,
      target: 'Session',
      async: false,
    })
  })

  test('nothing when nothing stays', () => {
    expect(findLeaks(() => void new Session(), Session)).toMatchObject({ leakedCount: 0, groups: [] })
  })

  test('not what was alive before, even when one dies and one is born', () => {
    kept.set('old', new Session())
    kept.set('older', new Session())
    const report = findLeaks(() => {
      kept.delete('old')
      kept.set('new', new Session())
    }, Session)
    expect(report).toMatchObject({ leakedCount: 1, liveBefore: 2 })
  })

  test('each of several classes', () => {
    class Other {}
    const others: Other[] = []
    const report = findLeaks(() => {
      others.push(new Other())
      kept.set('a', new Session())
    }, [Session, Other])
    expect(report.leakedCount).toBe(2)
    expect(report.groups).toHaveLength(2)
  })

  test('the same again when asked again', () => {
    const body = () => void kept.set('again', new Session())
    expect(findLeaks(body, Session).leakedCount).toBe(1)
    // the one of the first run has been replaced
    expect(findLeaks(body, Session).leakedCount).toBe(1)
  })
})

describe('begins a trace', () => {
  test('at the function around the body, which may have returned', () => {
    function make() {
      const mine: Session[] = []
      return () => void mine.push(new Session())
    }
    const [group] = findLeaks(make(), Session).groups
    expect(group.trace.root.label).toBe('function make, around fn()')
  })

  test('at the test, when it is told', () => {
    const mine: Session[] = []
    const body = () => void mine.push(new Session())
    const [group] = findLeaks(body, Session, {}, { testName: 'opens' }).groups
    expect(group.trace.root.label).toBe('running test "opens"')
  })
})

test('thousands in one array are cut there, all of them', () => {
  const report = findLeaks(() => {
    for (let user = 0; user < 2000; user++) kept.set(String(user), new Session())
  }, Session)
  expect(report.groups).toMatchObject([{ count: 2000 }])
  expect(report.toText()).toContain('(nothing else keeps the 2000 alive)')

  const list: Session[] = []
  const listed = findLeaks(() => {
    while (list.length < 2000) list.push(new Session())
  }, Session)
  expect(listed.toText()).toMatch(
    /Cut here: \[\d+\] of Array `list` and 1999 like it \(nothing else keeps the 2000 alive\)/,
  )
})

describe('an async body', () => {
  test('is awaited, and what settles is no leak', async () => {
    const report: Promise<LeakReport> = findLeaks(async () => {
      const session = new Session()
      setTimeout(() => session.user, 2)
      await delay(1)
    }, Session)
    expect(report).toBeInstanceOf(Promise)
    expect(await report).toMatchObject({ leakedCount: 0, async: true })
  })

  test('leaks', async () => {
    const report = await findLeaks(async () => {
      await delay(1)
      kept.set('late', new Session())
    }, Session)
    expect(report).toMatchObject({ leakedCount: 1, async: true })
    expect(report.toText()).toMatch(
      /^1 instance of Session is still alive after fn\(\) settled \(before: 0\)\./,
    )
  })
})

describe('an error of the body', () => {
  const mine = new RangeError('mine')

  test('passes through a sync one untouched', () => {
    expect(() =>
      findLeaks(() => {
        kept.set('x', new Session())
        throw mine
      }, Session),
    ).toThrow(mine)
  })

  test('passes through an async one untouched', async () => {
    await expect(findLeaks(() => Promise.reject(mine), Session)).rejects.toBe(mine)
  })
})

describe('is no false alarm for a sync body that', () => {
  test.each<[string, () => unknown]>([
    [
      'leaves the callback of a resolved promise pending',
      () => {
        const session = new Session()
        void Promise.resolve().then(() => session.user)
      },
    ],
    [
      'throws and catches',
      () => {
        try {
          throw Object.assign(new Error('caught'), { session: new Session() })
        } catch {
          // on purpose
        }
      },
    ],
  ])('%s', (_, body) => {
    expect(findLeaks(body, Session).toText()).toMatch(/^No instance of Session/)
    expect(findLeaks(body, Session).leakedCount).toBe(0)
  })
})

describe('never a silent green: an error when', () => {
  const leak = () => void kept.set('leak', new Session())

  afterEach(() => {
    vi.doUnmock('../../src/capture/gc.ts')
    vi.doUnmock('../../src/capture/snapshot.ts')
    vi.doUnmock('../../src/capture/inspector.ts')
    vi.resetModules()
  })

  async function broken(module: string, exports: Record<string, unknown>) {
    vi.resetModules()
    vi.doMock(module, async (original) => ({ ...(await original<object>()), ...exports }))
    return (await import('../../src/check/find-leaks.ts')).findLeaks
  }

  test('gc is missing', async () => {
    const find = await broken('../../src/capture/gc.ts', {
      collectGarbage: () => {
        throw new Error('no gc here')
      },
    })
    await expect(find(async () => leak(), Session)).rejects.toThrow('no gc here')
  })

  test('the snapshot is empty', async () => {
    const find = await broken('../../src/capture/snapshot.ts', { takeSnapshot: () => [] })
    expect(() => find(leak, Session)).toThrow(/^Cannot parse snapshot/)
  })

  test('the snapshot is cut short', async () => {
    const { takeSnapshot } = await import('../../src/capture/snapshot.ts')
    const find = await broken('../../src/capture/snapshot.ts', {
      takeSnapshot: () => [Buffer.concat([...takeSnapshot()]).subarray(0, -1000)],
    })
    expect(() => find(leak, Session)).toThrow(/^Cannot parse snapshot/)
  })

  test('the snapshot is of another heap', async () => {
    const { takeSnapshot } = await import('../../src/capture/snapshot.ts')
    const earlier = [...takeSnapshot()]
    const find = await broken('../../src/capture/snapshot.ts', { takeSnapshot: () => earlier })
    expect(() => find(leak, Session)).toThrow(
      /^Cannot measure here: the heap snapshot shows 0 objects of the anchor class/,
    )
  })

  test('the inspector is refused', async () => {
    const find = await broken('../../src/capture/inspector.ts', {
      withInspector: () => {
        throw new Error('refused')
      },
    })
    expect(() => find(leak, Session)).toThrow('refused')
  })
})

test('a report says the reason in text, JSON and a picture', async () => {
  const report = findLeaks(() => void kept.set('secret-key', new Session()), Session)
  expect(report.toText()).toContain('variable `kept`')
  expect(report.toText()).toContain('test/check/find-leaks.test.ts')
  expect(report.toText()).not.toContain('secret-key')
  const json = JSON.stringify(report)
  expect(json).toContain('variable `kept`')
  expect(json).not.toContain('secret-key')
  expect(await report.toSvg()).toContain('Session')
})

test('redact: false shows the keys of Maps', () => {
  const report = findLeaks(() => void kept.set('shown-key', new Session()), Session, {
    artifacts: { redact: false },
  })
  expect(report.toText()).toContain('value of key "shown-key"')
})
