import { setTimeout as pause } from 'node:timers/promises'
import type { ContractCase } from './case.ts'
import { fails, passes, thrownBy } from './case.ts'

class Order {
  readonly number = 17
}

/** What is put here stays alive. */
const kept: unknown[] = []

/** For the cases that are not about pictures. */
const quiet = { artifacts: false }

const clean = () => {
  new Order()
}
const cleanLater = async () => {
  const order = new Order()
  await pause(1)
  return order.number
}
const leak = () => {
  kept.push(new Order())
}
const leakTwo = () => {
  kept.push(new Order(), new Order())
}
const leakLater = async () => {
  await pause(1)
  kept.push(new Order())
}

const verdicts: readonly ContractCase[] = [
  fails(
    'a sync body that leaks fails',
    /expect\(fn\)\.not\.toLeak\(Order\)\s+1 instance of Order is still alive after fn\(\) returned \(before: 0\)\./,
    (expect) => {
      expect(leak).not.toLeak(Order, quiet)
    },
  ),
  fails(
    'an async body that leaks fails',
    /expect\(fn\)\.not\.toLeak\(Order\)\s+1 instance of Order is still alive after fn\(\) settled \(before: 1\)\./,
    async (expect) => {
      await expect(leakLater).not.toLeak(Order, quiet)
    },
  ),
  fails(
    '.toLeak fails for a clean body',
    /expect\(fn\)\.toLeak\(Order\)\s+No instance of Order that fn\(\) created is alive after fn\(\) returned/,
    (expect) => {
      expect(clean).toLeak(Order)
    },
  ),
]

const syncOrAsync: readonly ContractCase[] = [
  passes('an assertion on a sync body is done when it returns', (expect) => {
    const before = kept.length
    const returned = expect(leak).toLeak(Order)
    expect(kept.length).toBe(before + 1)
    expect(returned instanceof Promise).toBe(false)

    let thrown: unknown
    try {
      expect(clean).toLeak(Order)
    } catch (error) {
      thrown = error
    }
    expect(String(thrown)).toMatch(/No instance of Order .* after fn\(\) returned/)
  }),
  passes('an assertion on an async body is a promise of nothing', async (expect) => {
    const passing = expect(leakLater).toLeak(Order) as Promise<unknown>
    expect(typeof passing.then).toBe('function')
    expect(await passing).toBe(undefined)

    const failing = expect(cleanLater).toLeak(Order) as Promise<unknown>
    expect(String(await thrownBy(() => failing))).toMatch(/No instance of Order .* after fn\(\) settled/)
  }),
  passes('a body that returns a thenable is an async one', async (expect) => {
    let settled = false
    const passing = expect(() => ({
      then(resolve: () => void) {
        setTimeout(() => {
          settled = true
          resolve()
        }, 1)
      },
    })).not.toLeak(Order)
    expect(settled).toBe(false)
    await passing
    expect(settled).toBe(true)
  }),
]

const boom = new Error('boom')

const failingBodies: readonly ContractCase[] = [
  passes("a sync body's own error passes through", async (expect) => {
    const throwing = () => {
      kept.push(new Order())
      throw boom
    }
    expect(await thrownBy(() => expect(throwing).not.toLeak(Order))).toBe(boom)
  }),
  passes("an async body's own error passes through", async (expect) => {
    const rejecting = async () => {
      await leakLater()
      throw boom
    }
    expect(await thrownBy(() => expect(rejecting).toLeak(Order))).toBe(boom)
  }),
  passes('what a body throws need not be an error', async (expect) => {
    const throwing = () => {
      throw 'a string'
    }
    expect(await thrownBy(() => expect(throwing).not.toLeak(Order))).toBe('a string')
  }),
  fails(
    'a body that throws fails its test with its own message only',
    /^Error: boom\n(?![^]*alive)/,
    (expect) => {
      expect(() => {
        kept.push(new Order())
        throw boom
      }).not.toLeak(Order)
    },
  ),
]

/** What a wrong target is called, and the target. */
const wrongTargets: readonly [string, unknown][] = [
  ["'Order'", 'Order'],
  ['an object', new Date(0)],
  ['undefined', undefined],
  ['null', null],
  ['function clean without a prototype', clean],
  ['a Proxy', new Proxy(Order, {})],
  ['an empty list', []],
  ['17', [Order, 17]],
]

/** What is said of wrong options, and the options. */
const wrongOptions: readonly [string, unknown][] = [
  ['Cannot use option "allow": found -1', { allow: -1 }],
  ['Cannot use option "allow": found 1.5', { allow: 1.5 }],
  ['Cannot use option "allow": found NaN', { allow: NaN }],
  [`Cannot use option "allow": found '1'`, { allow: '1' }],
  ['Cannot use option "generations": found null', { generations: null }],
  ['Cannot use option "settle": found Infinity', { settle: Infinity }],
  ['Cannot use option "artifacts": found true', { artifacts: true }],
  [`Cannot use option "artifacts.dir": found ''`, { artifacts: { dir: '' } }],
  ['Cannot use option "artifacts.directory": it is unknown', { artifacts: { directory: 'x' } }],
  ['Cannot use option "alow": it is unknown', { alow: 1 }],
  ['Cannot read the options: found 5', 5],
]

/** What a wrong received value is called, and the value. */
const wrongReceived: readonly [string, unknown][] = [
  ["'clean'", 'clean'],
  ['undefined', undefined],
  ['an object', Promise.resolve()],
]

const wrongInput: readonly ContractCase[] = [
  ...wrongTargets.map(([found, target]) =>
    fails(`a wrong target: ${found}`, inputError(`the target is ${found}`), (expect) => {
      expect(clean).not.toLeak(target)
    }),
  ),
  ...wrongOptions.map(([said, options]) =>
    fails(`wrong options: ${said}`, inputError(said), (expect) => {
      expect(clean).not.toLeak(Order, options)
    }),
  ),
  ...wrongReceived.map(([found, received]) =>
    fails(`wrong received: ${found}`, inputError(`expect() was given ${found}`), (expect) => {
      expect(received).not.toLeak(Order)
    }),
  ),
  passes('wrong input is an error before the body runs, for .toLeak too', async (expect) => {
    let bodies = 0
    const body = async () => {
      bodies++
    }
    for (const assertion of [
      () => expect(body).not.toLeak('Order'),
      () => expect(body).toLeak('Order'),
      () => expect(body).not.toLeak(Order, { alow: 1 }),
      () => expect(body).toLeak(Order, { allow: -1 }),
    ])
      expect(String(await thrownBy(assertion))).toMatch(/^InvalidInputError: /)
    expect(bodies).toBe(0)
  }),
]

/** The house form: class of the error, what was found, what was expected; all on one line. */
function inputError(words: string): RegExp {
  const literally = words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(`^InvalidInputError: (?=Cannot ).*${literally}.*expected .*\\.`)
}

const allowed: readonly ContractCase[] = [
  passes('allow: so many survivors are fine', (expect) => {
    expect(leakTwo).not.toLeak(Order, { allow: 2 })
  }),
  fails('allow: one more survivor is not', /2 instances of Order are/, (expect) => {
    expect(leakTwo).not.toLeak(Order, { allow: 1, settle: undefined, artifacts: false })
  }),
]

/** How the assertion behaves, whatever the heap holds. */
export const behaviour: readonly ContractCase[] = [
  ...verdicts,
  ...syncOrAsync,
  ...failingBodies,
  ...wrongInput,
  ...allowed,
]
