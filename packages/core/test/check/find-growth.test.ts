import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'

class Edit {
  readonly position = 0
}

const settings = resolveGrowthOptions()
const NOTHING = 'fn() leaves nothing more behind with every run.'

// three snapshots of a worker's heap take their time on a busy machine
vi.setConfig({ testTimeout: 240_000 })

const undo: object[] = []
const later: (() => void)[] = []
const names: string[] = []
const byName = new Map<string, boolean>()
const bus = new EventEmitter().setMaxListeners(0)
const timers: NodeJS.Timeout[] = []
let newest: object | undefined
let runs = 0

afterEach(() => {
  for (const timer of timers) clearTimeout(timer)
  bus.removeAllListeners()
})

interface Category {
  readonly leaking: () => void
  readonly fixed: () => void
  /** What the failure says. */
  readonly says: readonly string[]
}

const CATEGORIES: Readonly<Record<string, Category>> = {
  'instances of a class': {
    leaking: () => void undo.push(new Edit()),
    fixed: () => void undo.splice(undo.push(new Edit()) - 1, 1),
    says: ['15 × Edit', '`undo`', 'Cut here: [', 'and 14 like it'],
  },
  functions: {
    leaking: () => void later.push(() => void runs++),
    fixed: () => {
      later.push(() => void runs++)
      later.pop()
    },
    says: ['15 × anonymous function', '`later`', 'find-growth.test.ts:'],
  },
  'plain objects of one shape': {
    leaking: () => void undo.push({ from: 1, to: 2 }),
    fixed: () => {
      undo.push({ from: 1, to: 2 })
      undo.pop()
    },
    says: ['15 × Object', '{ from: 1, to: 2 }', '`undo`'],
  },
  listeners: {
    leaking: () => void bus.on('change', function redraw() {}),
    fixed: () => {
      const redraw = () => {}
      bus.on('change', redraw).off('change', redraw)
    },
    says: ['15 × function redraw', 'listener of event "change"', '`bus`', 'off("change", listener)'],
  },
  timers: {
    leaking: () => void timers.push(setTimeout(function retry() {}, 3_600_000).unref()),
    fixed: () => clearTimeout(setTimeout(function retry() {}, 3_600_000)),
    says: ['function retry'],
  },
  'strings in an array': {
    leaking: () => void names.push(`name ${runs++}`),
    fixed: () => {
      names.push(`name ${runs++}`)
      names.shift()
    },
    says: ['15 more entries in one Array', '`names`', 'give the Array a limit'],
  },
  'keys of a Map': {
    leaking: () => void byName.set(`name ${runs++}`, true),
    fixed: () => {
      byName.set(`name ${runs}`, true)
      byName.delete(`name ${runs++}`)
    },
    says: ['more entries in one Map', '`byName`'],
  },
  'a list that is linked': {
    leaking: () => void (newest = { before: newest }),
    fixed: () => void (newest = { before: undefined }),
    says: ['15 × Object', '`newest`'],
  },
}

test.each(Object.entries(CATEGORIES))(
  'growing %s are found, and the culprit is named',
  (_, { leaking, says }) => {
    const report = findGrowth(leaking, settings) as LeakReport
    const text = report.toText()
    for (const words of says) expect(text).toContain(words)
    expect(report).toMatchObject({ isLeak: true, async: false, runs: 15 })
    expect(report.groups.length).toBeGreaterThan(0)
  },
)

test('nothing is found in the fixed twins, all together', () => {
  const twins = Object.values(CATEGORIES).map(({ fixed }) => fixed)
  const report = findGrowth(() => {
    for (const fixed of twins) fixed()
  }, settings) as LeakReport
  expect(report.toText()).toBe(NOTHING)
})

test('an object is told once, not with each of its parts', () => {
  const report = findGrowth(() => {
    const edit = Object.assign(new Edit(), { lines: [{ text: 'a' }], undo: () => {} })
    undo.push(edit)
  }, settings) as LeakReport
  expect(report.groups.map(({ className, count }) => [className, count])).toEqual([['Edit', 15]])
  expect(report.shape).toBe('1 per run')
})

test("what is in a runtime's object is told by the user's class in it", () => {
  const report = findGrowth(() => {
    const edit = new Edit()
    timers.push(setTimeout(() => edit.position, 3_600_000).unref())
  }, settings) as LeakReport
  expect(report.groups.map(({ className }) => className)).toEqual(['Edit'])
  expect(report.toText()).toContain('closure variable `edit`')
})

test('two kinds that grow apart are both told', () => {
  const report = findGrowth(() => {
    undo.push(new Edit(), new Edit())
    later.push(function replay() {})
  }, settings) as LeakReport
  expect(report.groups.map(({ className, count }) => [className, count])).toEqual([
    ['Edit', 30],
    ['function replay', 15],
  ])
  expect(report.toText()).toContain('15 runs left 30 × Edit and 15 × function replay.')
})

describe('what stays without growing with every run is no leak:', () => {
  test('a cache that is filled once', () => {
    const cache: object[] = []
    const body = () => {
      while (cache.length < 30) cache.push({ squared: cache.length ** 2 })
    }
    expect((findGrowth(body, settings) as LeakReport).toText()).toBe(NOTHING)
  })

  test('a burst in a single run', () => {
    let calls = 0
    const body = () => {
      if (++calls === 5) for (let count = 0; count < 30; count++) undo.push(new Edit())
    }
    expect((findGrowth(body, settings) as LeakReport).toText()).toBe(NOTHING)
  })

  test('the last few of many', () => {
    const recent: Edit[] = []
    const body = () => {
      recent.push(new Edit())
      if (recent.length > 8) recent.shift()
    }
    expect((findGrowth(body, settings) as LeakReport).toText()).toBe(NOTHING)
  })

  test('the last hundred of many', () => {
    const recent = Array.from({ length: 100 }, () => new Edit())
    const byName = new Map(recent.map((_, index) => [`edit ${index}`, new Edit()]))
    let calls = 0
    const body = () => {
      recent.push(new Edit())
      recent.shift()
      byName.set(`later edit ${calls++}`, new Edit())
      byName.delete(byName.keys().next().value as string)
    }
    expect((findGrowth(body, settings) as LeakReport).toText()).toBe(NOTHING)
  })
})

describe('an async body', () => {
  test('is awaited each time, and its growth is found', async () => {
    const pending = findGrowth(async () => {
      await delay(1)
      undo.push(new Edit())
    }, settings)
    expect(pending).toBeInstanceOf(Promise)
    expect(await pending).toMatchObject({ leakedCount: 15, async: true, isLeak: true })
  })

  test('may leave what goes by itself', async () => {
    const report = await findGrowth(async () => {
      const edit = new Edit()
      setTimeout(() => edit.position, 15)
    }, settings)
    expect(report.toText()).toBe(NOTHING)
  })

  test('that fails fails with its own error', async () => {
    const mine = new RangeError('mine')
    await expect(findGrowth(() => Promise.reject(mine), settings)).rejects.toBe(mine)
  })
})

test('an error of a sync body passes through untouched', () => {
  const mine = new RangeError('mine')
  const fail = () => {
    throw mine
  }
  expect(() => findGrowth(fail, settings)).toThrow(mine)
})

test('the body runs as often as asked: to warm up, between two snapshots, and twice as often again if something grows', () => {
  let calls = 0
  findGrowth(() => void calls++, { ...settings, warmup: 2, runs: 4 })
  expect(calls).toBe(6)
  calls = 0
  findGrowth(() => void undo.push({ call: calls++ }), { ...settings, warmup: 2, runs: 4 })
  expect(calls).toBe(14)
})

test('as many as are allowed are no leak, and are told all the same', () => {
  const body = () => void undo.push(new Edit())
  expect(findGrowth(body, { ...settings, allow: 15 })).toMatchObject({ leakedCount: 15, isLeak: false })
  expect(findGrowth(body, { ...settings, allow: 14 })).toMatchObject({ leakedCount: 15, isLeak: true })
})
