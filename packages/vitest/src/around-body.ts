import type { RunnerTestCase, RunnerTestSuite, TestContext } from 'vitest'
import { hooksOf } from './runner-records.ts'

/** Milliseconds: more than any heap takes, and `settle` on top. */
export const TIMEOUT = 60_000

/** What is due right before the body of a test that is about to run. */
const due = new WeakMap<Readonly<RunnerTestCase>, (() => void)[]>()
/** Lists of hooks that end with ours. */
const extended = new WeakSet<object>()

/**
 * Does something right before the body of a test, after all of its `beforeEach` hooks, and something after all that follows the body: hooks,
 * fixtures, `onTestFinished`. To be called in a `beforeEach` hook.
 */
export function aroundBody(
  { task, onTestFinished }: TestContext,
  before: () => void,
  after: () => Promise<void>,
): void {
  due.set(task, [...(due.get(task) ?? []), before])
  const hooks = hooksOf(task.suite ?? task.file)
  if (!hooks) doDue(task)
  else if (!extended.has(hooks)) {
    extended.add(hooks)
    // Vitest goes through this very list, so that what is added now still runs
    hooks.beforeEach.push(({ task: current }) => doDue(current))
  }
  onTestFinished(after, TIMEOUT)
  // they run in reverse order: the first one comes last
  const { onFinished } = task as { onFinished?: unknown[] }
  onFinished?.unshift(onFinished.pop())
}

/** Whether any hook stands before the body of this test besides `own` of ours. */
export function hasOtherHooks(task: Readonly<RunnerTestCase>, own: number): boolean {
  let count = 0
  for (let suite: RunnerTestSuite | undefined = task.suite ?? task.file; suite; suite = parentOf(suite)) {
    const hooks = hooksOf(suite)
    if (!hooks) return true
    count += hooks.beforeEach.length - Number(extended.has(hooks))
    count += ['beforeAll', 'aroundEach', 'aroundAll'].reduce(
      (sum, name) => sum + (hooks[name]?.length ?? 0),
      0,
    )
  }
  return count > own
}

function parentOf(suite: RunnerTestSuite): RunnerTestSuite | undefined {
  return suite === suite.file ? undefined : (suite.suite ?? suite.file)
}

function doDue(task: Readonly<RunnerTestCase>): void {
  const works = due.get(task) ?? []
  due.delete(task)
  for (const work of works) work()
}
