import type { AssertionCall } from '@toleak/core'
import { PendingAssertions } from '@toleak/core'
import type { RunnerTestCase } from 'vitest'
import { afterAll, chai } from 'vitest'
import { TIMEOUT } from './around-body.ts'

const pending = new PendingAssertions()

/** The test in which the assertion is made that runs now. */
let asserting: Readonly<RunnerTestCase> | undefined

/** The test in which a matcher is called; to be asked for at its beginning. Vitest tells matchers only since 4. */
export function assertingTest(): Readonly<RunnerTestCase> | undefined {
  return asserting
}

/** Lets a test fail that does not wait for these matchers, when they are async; after they have been registered. */
export function mustAwait(matchers: readonly AssertionCall['matcher'][]): void {
  chai.use(({ Assertion }, { flag, overwriteMethod }) => {
    for (const matcher of matchers)
      overwriteMethod(
        Assertion.prototype,
        matcher,
        (assert: (...args: unknown[]) => unknown) =>
          function (this: object, ...args: unknown[]) {
            const task = flag(this, 'vitest-test') as Readonly<RunnerTestCase> | undefined
            asserting = task
            try {
              const result = assert.apply(this, args)
              if (!(result instanceof Promise)) return result
              return watch(task, result, { matcher, args, negated: Boolean(flag(this, 'negate')) })
            } finally {
              asserting = undefined
            }
          },
      )
  })
  afterAll(() => pending.endFile(), TIMEOUT)
}

function watch(
  task: Readonly<RunnerTestCase> | undefined,
  result: Promise<unknown>,
  call: AssertionCall,
): Promise<unknown> {
  task?.context.onTestFinished(
    () => pending.end(task, { hasFailed: task.result?.state === 'fail', isConcurrent: task.concurrent }),
    TIMEOUT,
  )
  return pending.watch(task, result, call)
}
