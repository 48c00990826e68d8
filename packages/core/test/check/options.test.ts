import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { checkCollected } from '../../src/check/check-collected.ts'
import { checkLeaks } from '../../src/check/check-leaks.ts'
import { checkLiveInstances } from '../../src/check/check-live-instances.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import {
  configureLeaks,
  resolveGrowthOptions,
  resolveLookOptions,
  resolveOptions,
  resolveWatchOptions,
} from '../../src/check/options.ts'
import { trackLeaks } from '../../src/check/track-leaks.ts'
import { TestWatch } from '../../src/check/watch-test.ts'
import { InvalidInputError } from '../../src/errors.ts'

const ALL = Object.keys(resolveOptions())
const LOOK = ['generations', 'settle', 'artifacts']
const WATCH = ['allow', 'through', 'ignore', ...LOOK]

test('every option has a default', () => {
  expect(resolveOptions()).toEqual({
    runs: 1,
    warmup: 0,
    failOn: ['per run', 'irregular'],
    allow: 0,
    through: undefined,
    ignore: undefined,
    generations: 5,
    settle: 1000,
    allocationStacks: false,
    artifacts: { dir: 'toleak-report', redact: true, heapSnapshot: false },
  })
})

test('what is given replaces the default, artifact by artifact', () => {
  expect(resolveOptions({ allow: 2, artifacts: { dir: 'out' } })).toMatchObject({
    allow: 2,
    artifacts: { dir: 'out', redact: true },
  })
  expect(resolveOptions({ artifacts: false }).artifacts).toBe(false)
  const snapshot = { heapSnapshot: true, redact: false }
  expect(resolveOptions({ artifacts: snapshot }).artifacts).toMatchObject(snapshot)
})

class Box {}
const clean = () => void new Box()
const host = { negated: true }

/** Where options are given, and which of them mean something there. */
const ENTRANCES: readonly {
  readonly name: string
  readonly give: (options: never) => unknown
  readonly takes: readonly string[]
}[] = [
  { name: 'toLeak(Box)', give: (options) => checkLeaks(clean, [Box, options], host), takes: ALL },
  {
    name: 'toLeak()',
    give: (options) => checkLeaks(clean, [options], host),
    takes: ALL.filter((name) => !['through', 'ignore', 'allocationStacks'].includes(name)),
  },
  { name: 'findLeaks', give: (options) => findLeaks(clean, Box, options), takes: ALL },
  { name: 'configureLeaks', give: (options) => configureLeaks(options), takes: ALL },
  { name: 'trackLeaks', give: (options) => trackLeaks(Box, options), takes: WATCH },
  { name: 'detectLeaks', give: (options) => new TestWatch(Box, options), takes: WATCH },
  {
    name: 'toBeCollected',
    give: (options) => checkCollected(new WeakRef(clean), options, host),
    takes: LOOK,
  },
  {
    name: 'toHaveLiveInstances',
    give: (options) => checkLiveInstances(Box, 0, options, host),
    takes: LOOK,
  },
]

/** Wrong values of every option; a text after each that its error must contain. */
const WRONG: Readonly<Record<string, readonly (readonly [value: unknown, says: string])[]>> = {
  runs: numbers('1 or more', 0),
  warmup: numbers('0 or more'),
  failOn: [
    ['per run', "expected a list of 'settles late', 'one-off'"],
    [['clean'], "found [ 'clean' ], expected a list of"],
    [[undefined], 'expected a list of'],
    [null, 'found null'],
  ],
  allow: numbers('0 or more'),
  through: [
    [[], 'found an empty array'],
    ['pool', "found 'pool', expected an object that may hold survivors"],
    [[null], 'found an array with null'],
    [globalThis, 'found globalThis'],
    [null, 'found null'],
  ],
  ignore: [
    [17, 'found 17'],
    ['', 'found an empty text'],
    [/.*/, 'which matches every text'],
    [['variable `pool`', {}], 'found {}'],
    [null, 'found null'],
  ],
  generations: numbers('0 or more'),
  settle: numbers('0 or more'),
  allocationStacks: [
    ['yes', "found 'yes', expected true or false"],
    [1, 'found 1'],
    [null, 'found null'],
  ],
  artifacts: [
    [true, 'found true, expected an object or false'],
    ['report', "found 'report'"],
    [[], 'found []'],
    [null, 'found null'],
  ],
  'artifacts.dir': [
    ['', "found '', expected a folder's path"],
    [7, 'found 7'],
    [null, 'found null'],
  ],
  'artifacts.redact': [
    [1, 'found 1, expected true or false'],
    [null, 'found null'],
  ],
  'artifacts.heapSnapshot': [
    ['yes', "found 'yes', expected true or false"],
    [null, 'found null'],
  ],
}

function numbers(expected: string, ...more: number[]): [unknown, string][] {
  const values = [-1, 1.5, NaN, Infinity, '2', null, true, ...more]
  return values.map((value) => [value, `found ${inspect(value)}, expected a whole number, ${expected}`])
}

function withOption(name: string, value: unknown): object {
  const [outer, inner] = name.split('.')
  return { [outer]: inner === undefined ? value : { [inner]: value } }
}

test('the table below has every option', () => {
  const { artifacts } = resolveOptions()
  const all = [...ALL, ...Object.keys(artifacts).map((name) => `artifacts.${name}`)]
  expect(Object.keys(WRONG).sort()).toEqual(all.sort())
})

describe.each(ENTRANCES)('$name refuses by name', ({ give, takes }) => {
  const errorOf = async (options: unknown): Promise<unknown> => {
    try {
      await give(options as never)
    } catch (error) {
      return error
    }
  }

  const expectRefusal = async (options: unknown, says: readonly string[]) => {
    const error = await errorOf(options)
    expect(error, inspect(options)).toBeInstanceOf(InvalidInputError)
    for (const words of says) expect((error as Error).message).toContain(words)
  }

  test('every wrong value of every option', async () => {
    for (const [name, values] of Object.entries(WRONG).filter(([name]) => takes.includes(name.split('.')[0])))
      for (const [value, says] of values)
        await expectRefusal(withOption(name, value), [`Cannot use option "${name}": `, says])
  })

  test('every option that has no meaning there', async () => {
    const meaningless = {
      ...resolveOptions(),
      through: {},
      ignore: 'variable `pool`',
      allocationStacks: true,
    }
    for (const [name, value] of Object.entries(meaningless).filter(([name]) => !takes.includes(name)))
      await expectRefusal({ [name]: value }, [`Cannot use option "${name}": `, 'expected'])
  })

  test('every option that there is not', async () => {
    await expectRefusal({ alow: 1 }, [
      'Cannot use option "alow": it is unknown, expected one of runs, warmup,',
    ])
    await expectRefusal({ artifacts: { dri: 'x' } }, [
      'Cannot use option "artifacts.dri": it is unknown, expected one of dir, redact, heapSnapshot.',
    ])
  })

  test('what is no object', async () => {
    for (const wrong of [null, 5, 'runs', []])
      // what stands in the class's place is taken for the class
      if (give.length > 0) expect((await errorOf(wrong)) as Error).toBeInstanceOf(InvalidInputError)
  })
})

test('a refused option of the project changes nothing', () => {
  expect(() => configureLeaks({ allow: -1 })).toThrow(InvalidInputError)
  expect(() => configureLeaks(undefined as never)).toThrow(/^Cannot read the options: found undefined/)
  expect(resolveOptions().allow).toBe(0)
})

test('options of the project are defaults of all, whether they mean something there or not', () => {
  configureLeaks({ runs: 3, allocationStacks: true, allow: 2, settle: 5 })
  try {
    expect(resolveWatchOptions({ allow: 1 })).toMatchObject({ allow: 1, settle: 5 })
    expect(resolveLookOptions()).toMatchObject({ settle: 5 })
    expect(resolveGrowthOptions()).toMatchObject({ runs: 3, allow: 2 })
  } finally {
    configureLeaks({})
  }
})

test('what holds is told by instances of a class only: without one it is an error, never a search that does not look', () => {
  for (const given of [{ through: {} }, { ignore: 'variable pool' }, { allocationStacks: true }]) {
    expect(() => resolveGrowthOptions(given)).toThrow(InvalidInputError)
    expect(() => resolveGrowthOptions(given)).toThrow(
      /^Cannot use option "(through|ignore|allocationStacks)": no class is named, expected one\. Write expect\(fn\)\.not\.toLeak/,
    )
  }
})
