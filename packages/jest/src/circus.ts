import type { FinishedTest } from '@toleak/core'

/** What toleak needs of the records of jest-circus, the part of Jest that runs the tests of a file. */
export interface CircusTest {
  readonly type: 'test'
  readonly name: string
  readonly parent: CircusDescribe
  /** The test's body; undefined if it is to be skipped. */
  fn?: () => unknown
  readonly concurrent: boolean
  /** Each an error, or one with the place to blame. */
  readonly errors: unknown[]
  readonly asyncError: Error
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
  readonly hooks: CircusHook[]
}

/** A hook as it is declared in a block. */
export interface CircusHook {
  readonly type: string
  readonly fn: () => unknown
  readonly parent: CircusDescribe
  readonly asyncError: Error
  readonly seenDone: boolean
  /** Milliseconds. */
  readonly timeout: number | null | undefined
}

/** The records of the file whose tests run. */
export interface CircusState {
  readonly currentlyRunningTest?: CircusTest | null
  readonly currentDescribeBlock: CircusDescribe
  readonly rootDescribeBlock: CircusDescribe
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

/** The tests of this file that are declared to run at the same time as others. */
export function concurrentTests(): CircusTest[] {
  const root = findState()?.rootDescribeBlock
  return root ? testsOf(root).filter((test) => test.concurrent) : []
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

/**
 * What jest-circus knows of this file.
 *
 * @throws TypeError under another test runner
 */
export function circusState(): CircusState {
  const state = findState()
  if (!state)
    throw new TypeError(
      'Cannot look at the tests of this file: there is no state of jest-circus, expected to be loaded by Jest with its default test runner.',
    )
  return state
}

/** The same; undefined under another test runner. */
export function findState(): CircusState | undefined {
  const key = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  )
  return key && (globalThis as unknown as Record<symbol, CircusState | undefined>)[key]
}
