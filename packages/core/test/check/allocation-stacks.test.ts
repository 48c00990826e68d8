import { EventEmitter } from 'node:events'
import { Session as InspectorSession } from 'node:inspector'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'

class Order {
  readonly number = 17
}
class SpecialOrder extends Order {}

const kept: unknown[] = []
const bus = new EventEmitter()
const tracked = { allocationStacks: true, artifacts: false } as const

afterEach(() => {
  kept.length = 0
  bus.removeAllListeners()
})

function makeOrder() {
  return new Order()
}

async function orderLater() {
  await delay(2)
  kept.push(makeOrder())
}

/** The labels of the first stack of each group. */
function labels(report: LeakReport): (string[] | undefined)[] {
  return report.groups.map(({ allocation }) => allocation?.[0].frames.map(({ label }) => label))
}

describe('where survivors were created', () => {
  test('is told of a sync body', () => {
    const report: LeakReport = findLeaks(() => void kept.push(makeOrder()), Order, tracked)
    expect(labels(report)).toEqual([['new Order', 'makeOrder', 'fn']])
    expect(report.groups[0].allocation?.[0].frames[1].place).toEqual({
      file: import.meta.filename,
      line: 22,
      column: 10,
    })
    expect(report.allocationNote).toBeUndefined()
    expect(report.timings.allocationStacks).toBeGreaterThan(0)
    expect(report.toText()).toMatch(
      /\n\nCreated in:\n {2}new Order +\S*allocation-stacks\.test\.ts:8:1\n {2}makeOrder +\S*:22:10\n {2}fn +\S*:\d+:\d+$/,
    )
  })

  test('is told of an async body, from the last await on', async () => {
    const report = await findLeaks(
      async () => {
        await orderLater()
      },
      Order,
      tracked,
    )
    expect(labels(report)).toEqual([['new Order', 'makeOrder', 'orderLater']])
  })

  test('is told of each group by its own stacks', () => {
    const report = findLeaks(
      () => {
        const order = makeOrder()
        bus.on('tick', () => order.number)
        kept.push(new SpecialOrder())
      },
      Order,
      tracked,
    )
    const byClass = new Map(report.groups.map((group, index) => [group.className, labels(report)[index]]))
    expect(byClass).toEqual(
      new Map([
        ['Order', ['new Order', 'makeOrder', 'fn']],
        ['SpecialOrder', ['new SpecialOrder', 'fn']],
      ]),
    )
  })

  test('is told by stack when one group has several', () => {
    const other = () => new Order()
    const report = findLeaks(() => void kept.push(makeOrder(), other(), makeOrder()), Order, tracked)
    expect(report.groups[0].allocation?.map(({ count, frames }) => [count, frames[1].label])).toEqual([
      [2, 'makeOrder'],
      [1, 'other'],
    ])
    expect(report.toText()).toContain('Created in (2 of them):')
  })

  test('is told where a suspended function keeps the survivor', async () => {
    const waiting: (() => void)[] = []
    async function worker() {
      const order = makeOrder()
      await new Promise<void>((resolve) => waiting.push(resolve))
      return order
    }
    kept.push(waiting)
    const report = await findLeaks(async () => void worker(), Order, tracked)
    expect(report.groups).toHaveLength(1)
    expect(labels(report)[0]?.slice(0, 3)).toEqual(['new Order', 'makeOrder', 'worker'])
  })

  test('is told by class where the second run has another reason, and there is but one of the class', () => {
    let runs = 0
    const report = findLeaks(
      () => {
        const order = makeOrder()
        if (++runs === 1) kept.push(order)
        else bus.on('tick', () => order.number)
      },
      Order,
      tracked,
    )
    expect(labels(report)).toEqual([['new Order', 'makeOrder', 'fn']])
  })

  test('is not guessed where other reasons could be meant', () => {
    let runs = 0
    const report = findLeaks(
      () => {
        const order = makeOrder()
        if (++runs > 1) return void kept.push({ order })
        kept.push(new Map([['order', order]]))
        bus.on(
          'tick',
          (
            (other) => () =>
              other.number
          )(makeOrder()),
        )
      },
      Order,
      tracked,
    )
    expect(labels(report)).toEqual([undefined, undefined])
    expect(report.allocationNote).toBe(
      'Where they were created is not known: run a second time, fn() left instances alive for other reasons.',
    )
  })

  test('is in the JSON, with places relative to the project', () => {
    const projectRoot = import.meta.dirname
    const report = findLeaks(() => void kept.push(makeOrder()), Order, tracked, { projectRoot })
    expect(JSON.parse(JSON.stringify(report))).toMatchObject({
      groups: [
        {
          allocation: [
            {
              count: 1,
              frames: [
                { label: 'new Order' },
                {
                  label: 'makeOrder',
                  place: { file: 'allocation-stacks.test.ts', line: 22, column: 10 },
                  calls: 1,
                },
                { label: 'fn' },
              ],
            },
          ],
        },
      ],
    })
  })
})

describe('the verdict is that of the first run, and a note says why no more is known, when the second', () => {
  const expectNote = (report: LeakReport, note: RegExp) => {
    expect(report.leakedCount).toBe(1)
    expect(report.groups).toHaveLength(1)
    expect(report.groups[0].allocation).toBeUndefined()
    expect(report.allocationNote).toMatch(note)
    expect(report.toText()).toContain(report.allocationNote)
  }

  test('leaves nothing', () => {
    let first: Order | undefined
    const report = findLeaks(() => void (first ??= makeOrder()), Order, tracked)
    expectNote(
      report,
      /^Where it was created is not known: run a second time, fn\(\) left nothing alive .* one-off/,
    )
    expect(first).toBeDefined()
  })

  test.each<[string, unknown, RegExp]>([
    ['an error', new Error('closed\nfor good'), /fn\(\) threw Error: closed\.$/],
    ['a string', 'closed', /fn\(\) threw closed\.$/],
    ['what is no string', Object.create(null), /fn\(\) threw what is no error\.$/],
  ])('throws %s', async (_, thrown, note) => {
    let runs = 0
    const body = () => {
      kept.push(makeOrder())
      if (++runs > 1) throw thrown
    }
    expectNote(findLeaks(body, Order, tracked), note)
    runs = 0
    expectNote(await findLeaks(async () => body(), Order, tracked), note)
  })

  test('never settles', async () => {
    let runs = 0
    const body = async () => {
      kept.push(makeOrder())
      if (++runs > 1) await new Promise(() => {})
    }
    expectNote(
      await findLeaks(body, Order, { ...tracked, settle: 50 }),
      /fn\(\) did not settle within \d+ ms\.$/,
    )
  })

  test('ends an inspector session', () => {
    const report = findLeaks(
      () => {
        kept.push(makeOrder())
        const session = new InspectorSession()
        session.connect()
        session.disconnect()
      },
      Order,
      tracked,
    )
    expectNote(report, /fn\(\) ended all tracking of allocations/)
  })

  test('returns a promise where the first did not, which nobody waits for', async () => {
    let runs = 0
    const report = findLeaks(
      () => {
        kept.push(makeOrder())
        return ++runs > 1 ? Promise.reject(new Error('late')) : undefined
      },
      Order,
      tracked,
    ) as LeakReport
    expect(labels(report)).toEqual([['new Order', 'makeOrder', 'fn']])
    await delay(1)
  })
})

describe('the body is run once', () => {
  test.each<[string, object, () => void]>([
    ['without the option', { artifacts: false }, () => kept.push(makeOrder())],
    ['when nothing leaks', tracked, () => makeOrder()],
    ['when no more leaks than is allowed', { ...tracked, allow: 1 }, () => kept.push(makeOrder())],
  ])('%s', (_, options, body) => {
    let runs = 0
    findLeaks(
      () => {
        runs++
        body()
      },
      Order,
      options,
    )
    expect(runs).toBe(1)
  })
})

test('nothing of the second run goes on: it can be asked again and again', () => {
  for (let count = 1; count <= 3; count++) {
    const report = findLeaks(() => void kept.push(makeOrder()), Order, tracked)
    // the second run leaks as well
    expect(report).toMatchObject({ leakedCount: 1, liveBefore: 2 * (count - 1) })
    expect(labels(report)).toEqual([['new Order', 'makeOrder', 'fn']])
  }
})
