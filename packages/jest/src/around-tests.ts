import { types } from 'node:util'
import type { CircusDescribe, CircusHook, CircusTest } from './circus.ts'
import { concurrentTests, findState, fullNameOf } from './circus.ts'

/** Milliseconds: more than any heap takes, and `settle` on top. */
export const TIMEOUT = 60_000

interface Around {
  readonly before: (test: CircusTest) => void
  readonly after: (test: CircusTest, hasFailed: boolean) => Promise<void>
}

/** In the order in which they were asked for. */
const around: Around[] = []

/** When concurrent tests that have begun were over, by `Date.now()`. Jest 29 itself notes only when it came to wait for them. */
const spans = new WeakMap<CircusTest, { end: number }>()

/** Hooks of ours. */
const placed = new WeakSet<CircusHook>()

/**
 * Calls the handlers around every test of this file: `before` after all `beforeEach` hooks, right before the body, `after` when all
 * `afterEach` hooks have run. What they throw fails the test.
 */
export function aroundTests(before: Around['before'], after: Around['after']): void {
  around.push({ before, after })
}

/**
 * Takes the places around the tests, when all tests and hooks of the file are declared and none has run: behind the last `beforeEach` hook of each
 * block, and behind the last `afterEach` hook of all. Jest runs no such hooks around concurrent tests, whose functions are wrapped.
 *
 * Jest 30 would tell its events to whoever adds a handler, Jest 29 only to its own.
 */
export function placeHooks(): void {
  const root = findState()?.rootDescribeBlock
  if (!root) return
  placeBefore(root)
  place(root, 'afterEach', (test) => endTest(test))
}

/** Whether any `beforeEach` or `beforeAll` hook stands before the body of this test besides `own` of ours. */
export function hasOtherHooks(test: CircusTest, own: number): boolean {
  let count = 0
  for (let block: CircusDescribe | undefined = test.parent; block; block = block.parent)
    count += block.hooks.filter(
      (hook) => (hook.type === 'beforeEach' || hook.type === 'beforeAll') && !placed.has(hook),
    ).length
  return count > own
}

/** Names of the other tests of this file that ran at some time since `start`: concurrent ones, beside which Jest 29 runs all others, too. */
export function testsBeside(testName: string | undefined, start: number): string[] {
  return concurrentTests()
    .filter((test) => (spans.get(test)?.end ?? 0) >= start)
    .map(fullNameOf)
    .filter((name) => name !== testName)
}

function placeBefore(block: CircusDescribe): void {
  for (const child of block.children)
    if (child.type === 'describeBlock') placeBefore(child)
    else if (child.concurrent) wrap(child)
  // those of a block run before the tests of the blocks in it, too
  place(block, 'beforeEach', (test) => {
    if (test.parent === block) beginTest(test)
  })
}

function place(
  block: CircusDescribe,
  type: 'beforeEach' | 'afterEach',
  work: (test: CircusTest) => void | Promise<void>,
): void {
  const fn = async () => {
    const test = findState()?.currentlyRunningTest
    if (test) await work(test)
  }
  const hook = { type, fn, parent: block, asyncError: new Error(), seenDone: false, timeout: TIMEOUT }
  placed.add(hook)
  block.hooks.push(hook)
}

function wrap(test: CircusTest): void {
  const { fn } = test
  // no function that Jest would call in another way, with a callback or step by step
  if (!fn || fn.length > 0 || types.isGeneratorFunction(fn)) return
  test.fn = async () => {
    const span = { end: Infinity }
    spans.set(test, span)
    beginTest(test)
    let hasFailed = true
    try {
      if (test.errors.length === 0) await fn()
      hasFailed = false
    } finally {
      await endTest(test, hasFailed)
      span.end = Date.now()
    }
  }
}

function beginTest(test: CircusTest): void {
  for (const { before } of around)
    try {
      before(test)
    } catch (error) {
      fail(test, error)
    }
}

async function endTest(test: CircusTest, hasFailed = false): Promise<void> {
  for (const { after } of around)
    try {
      await after(test, hasFailed || test.errors.length > 0)
    } catch (error) {
      fail(test, error)
    }
}

function fail({ errors, asyncError }: CircusTest, error: unknown): void {
  errors.push([error, asyncError])
}
