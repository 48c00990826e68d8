import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { PendingAssertions } from '../../src/check/pending-assertions.ts'
import { InvalidInputError } from '../../src/errors.ts'

class Order {}

const CALL = { matcher: 'toLeak', args: [Order, { allow: 1 }], negated: true } as const
const passed = { hasFailed: false }

async function failing(): Promise<never> {
  await pause(1)
  throw new Error('1 instance of Order is still alive')
}

describe('a test that waits for its assertion passes', () => {
  test.each<[string, (assertion: Promise<number>) => unknown]>([
    ['await', async (assertion) => void (await assertion)],
    ['a returned promise', (assertion) => assertion],
    ['Promise.all', (assertion) => Promise.all([assertion, pause(1)])],
    ['then', (assertion) => assertion.then((value) => value)],
    ['finally', (assertion) => assertion.finally(() => {})],
    [
      'await later on',
      async (assertion) => {
        await pause(20)
        await assertion
      },
    ],
  ])('%s', async (_, wait) => {
    const pending = new PendingAssertions()
    await wait(pending.watch('test', pause(5, 17), CALL))
    await expect(pending.end('test', passed)).resolves.toBe(undefined)
  })

  test('and gets its value, or its error', async () => {
    const pending = new PendingAssertions()
    expect(await pending.watch('test', Promise.resolve(17), CALL)).toBe(17)
    await expect(pending.watch('test', failing(), CALL)).rejects.toThrow('1 instance of Order')
    await pending.end('test', passed)
  })

  test('and its error says where the assertion stands, once', async () => {
    const pending = new PendingAssertions()
    const { stack } = await pending.watch('test', failing(), CALL).catch((error: Error) => error)
    const frames = stack?.split('\n').filter((line) => line.includes('pending-assertions.test.ts'))
    expect(frames).toHaveLength(2)
    expect(frames?.[0]).toContain('failing')
  })
})

describe('a test that does not wait fails', () => {
  test('with what it has to write, at the line of the assertion', async () => {
    const pending = new PendingAssertions()
    void pending.watch('test', pause(1), CALL)
    const error = await pending.end('test', passed).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidInputError)
    const { message, stack } = error as Error
    expect(message).toBe(
      'Cannot tell in time whether expect(fn).not.toLeak(Order) holds: the test was over without waiting for it, expected an assertion about something asynchronous to be awaited. Write `await expect(fn).not.toLeak(Order)`.',
    )
    expect(stack).toMatch(/^InvalidInputError: Cannot tell .*\n {4}at .*pending-assertions\.test\.ts:\d+/)
  })

  test.each([
    [
      { matcher: 'toLeak', args: [[Order, PendingAssertions]], negated: false },
      'expect(fn).toLeak(Order, PendingAssertions)',
    ],
    [{ matcher: 'toLeak', args: [{ runs: 6 }], negated: true }, 'expect(fn).not.toLeak()'],
    [{ matcher: 'toBeCollected', args: [], negated: false }, 'expect(weakRef).toBeCollected()'],
    [
      { matcher: 'toBeCollected', args: [], negated: true, promise: 'resolves' },
      'expect(promise).resolves.not.toBeCollected()',
    ],
  ] as const)('with the assertion as it was written: %o', async (call, text) => {
    const pending = new PendingAssertions()
    void pending.watch('test', Promise.resolve(), call)
    await expect(pending.end('test', passed)).rejects.toThrow(`Write \`await ${text}\`.`)
  })

  test('after the assertion is over, and tells how it ended', async () => {
    const pending = new PendingAssertions()
    let isOver = false
    void pending.watch(
      'test',
      failing().finally(() => (isOver = true)),
      CALL,
    )
    await expect(pending.end('test', passed)).rejects.toThrow(
      /Write `await .*`\.\n\nAwaited, it would have failed:\n\n1 instance of Order is still alive$/,
    )
    expect(isOver).toBe(true)
  })

  test('even if the assertion was over before it', async () => {
    const pending = new PendingAssertions()
    void pending.watch('test', Promise.resolve(), CALL)
    await pause(1)
    await expect(pending.end('test', passed)).rejects.toThrow('Write `await')
  })

  test('if it hangs something on the assertion, but ends before it', async () => {
    const pending = new PendingAssertions()
    void pending.watch('test', pause(5), CALL).then(() => {})
    await expect(pending.end('test', passed)).rejects.toThrow('Write `await')
  })

  test('soon, if the assertion does not end', async () => {
    const pending = new PendingAssertions(20)
    void pending.watch('test', new Promise(() => {}), CALL)
    await expect(pending.end('test', passed)).rejects.toThrow('It still runs 0.02 s later.')
  })

  test('once', async () => {
    const pending = new PendingAssertions()
    void pending.watch('test', pause(1), CALL)
    await expect(pending.end('test', passed)).rejects.toThrow()
    await pending.end('test', passed)
    await pending.endFile()
  })
})

describe('nobody is to blame', () => {
  test('in a test that has failed before it could wait', async () => {
    const pending = new PendingAssertions()
    void pending.watch('test', failing(), CALL)
    await pending.end('test', { hasFailed: true })
  })

  test('in a test beside which the assertion may have been begun', async () => {
    const pending = new PendingAssertions()
    const assertion = pending.watch('test', pause(5), CALL).then(() => 'waited for by another')
    await pending.end('test', { hasFailed: false, isConcurrent: true })
    expect(await assertion).toBe('waited for by another')
  })

  test('in another test', async () => {
    const pending = new PendingAssertions()
    void pending.watch('one', pause(1), CALL)
    await pending.end('other', passed)
    await expect(pending.end('one', passed)).rejects.toThrow('Write `await')
  })
})

test('what no test has begun is told at the end of the file', async () => {
  const pending = new PendingAssertions()
  void pending.watch(undefined, pause(1), CALL)
  await expect(pending.endFile()).rejects.toThrow('Write `await')
})
