import type { FinishedTest } from '@toleak/core'

/** What toleak needs of the records of jest-circus, the part of Jest that runs the tests of a file. */
export interface CircusTest {
  readonly type: 'test'
  readonly name: string
  readonly parent: CircusDescribe
  readonly concurrent: boolean
  /** Each an error, or one with the place to blame. */
  readonly errors: unknown[]
  readonly asyncError: Error
  readonly startedAt?: number | null
  readonly duration?: number | null
  readonly status?: string | null
  /** How often the test has been begun: 1 in its first try. */
  readonly invocations?: number
}

/** A `describe` block, or the file itself. */
export interface CircusDescribe {
  readonly type: 'describeBlock'
  readonly name: string
  readonly parent?: CircusDescribe
  readonly children: readonly (CircusDescribe | CircusTest)[]
  readonly hooks: readonly { readonly type: string }[]
}

interface CircusState {
  readonly currentDescribeBlock: CircusDescribe
  readonly rootDescribeBlock: CircusDescribe
  readonly currentlyRunningTest?: CircusTest | null
}

type CircusHandler = (event: { readonly name: string; readonly test?: CircusTest }) => void | Promise<void>

/**
 * Calls the handlers around every test of this file: `before` after all `beforeEach` hooks, right before the body, `after` when all
 * `afterEach` hooks have run. What they throw fails the test.
 *
 * @throws TypeError if this is no jest-circus that tells its events
 */
export function aroundTests(
  before: (test: CircusTest) => void,
  after: (test: CircusTest) => Promise<void>,
): void {
  const handlers = (globalThis as Record<symbol, unknown>)[Symbol.for('EVENT_HANDLERS')] as
    CircusHandler[] | undefined
  if (!Array.isArray(handlers))
    throw new TypeError(
      'Cannot watch tests for leaks: jest-circus has no list of event handlers, expected that of Jest 30 or later. Use expect(fn).not.toLeak(SomeClass) or trackLeaks(SomeClass) in the tests.',
    )
  // before those of Jest: at `test_done` these report the errors
  handlers.unshift(async ({ name, test }) => {
    if (test && name === 'test_fn_start') failing(test, () => before(test))
    if (test && name === 'test_done') await failing(test, () => after(test))
  })
}

async function failing(test: CircusTest, work: () => void | Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    test.errors.push([error, test.asyncError])
  }
}

/** The block in which code runs that declares tests. */
export function currentDescribe(): CircusDescribe {
  return circusState().currentDescribeBlock
}

/** `suite test`, as Jest's own `currentTestName`. */
export function fullNameOf(test: CircusTest): string {
  const names = [test.name]
  for (let block: CircusDescribe | undefined = test.parent; block?.parent; block = block.parent)
    names.unshift(block.name)
  return names.join(' ')
}

/** Whether a block is one of those around a test. */
export function isWithin(test: CircusTest, wanted: CircusDescribe): boolean {
  for (let block: CircusDescribe | undefined = test.parent; block; block = block.parent)
    if (block === wanted) return true
  return false
}

/** Whether any `beforeEach` or `beforeAll` hook stands before the body of this test besides `own` of ours. */
export function hasOtherHooks(test: CircusTest, own: number): boolean {
  let count = 0
  for (let block: CircusDescribe | undefined = test.parent; block; block = block.parent)
    count += block.hooks.filter(({ type }) => type === 'beforeEach' || type === 'beforeAll').length
  return count > own
}

/** Names of the other tests of this file that ran at some time since `start`; only concurrent ones can. */
export function testsBeside(testName: string | undefined, start: number): string[] {
  const root = findState()?.rootDescribeBlock
  const concurrent = root ? testsOf(root).filter((test) => test.concurrent) : []
  if (!concurrent.some((test) => fullNameOf(test) === testName)) return []
  return concurrent
    .filter(({ startedAt, duration, status }) => {
      if (startedAt === undefined || startedAt === null) return false
      return status !== 'done' || startedAt + (duration ?? 0) >= start
    })
    .map(fullNameOf)
    .filter((name) => name !== testName)
}

/** How often the running test had been tried before; 0 where Jest does not tell, as of concurrent tests. */
export function retryOf(testName: string | undefined): number {
  const running = findState()?.currentlyRunningTest
  if (!running || fullNameOf(running) !== testName) return 0
  return Math.max(0, (running.invocations ?? 1) - 1)
}

/** What became of every test of this file; undefined under another test runner, which does not tell. */
export function finishedTests(): FinishedTest[] | undefined {
  const root = findState()?.rootDescribeBlock
  return (
    root &&
    testsOf(root).map((test) => ({
      testName: fullNameOf(test),
      state: test.errors.length > 0 ? 'failed' : test.status === 'done' ? 'passed' : 'skipped',
    }))
  )
}

function testsOf(block: CircusDescribe): CircusTest[] {
  return block.children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)))
}

function circusState(): CircusState {
  const state = findState()
  if (!state)
    throw new TypeError(
      'Cannot look at the tests of this file: there is no state of jest-circus, expected to be loaded by Jest with its default test runner.',
    )
  return state
}

function findState(): CircusState | undefined {
  const key = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  )
  return key && (globalThis as unknown as Record<symbol, CircusState | undefined>)[key]
}
