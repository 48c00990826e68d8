import type { AssertionCall } from '@toleak/core'
import { PendingAssertions } from '@toleak/core'
import type { RunnerTestCase } from 'vitest'
import { afterAll, chai } from 'vitest'
import { TIMEOUT } from './around-body.ts'

type Matcher = AssertionCall['matcher']
type Task = Readonly<RunnerTestCase>
type Assert = (...args: unknown[]) => unknown

const pending = new PendingAssertions()

/** The test in which the assertion is made that runs now. */
let asserting: Task | undefined

/** The test in which a matcher is called; to be asked for at its beginning. Vitest tells matchers only since 4. */
export function assertingTest(): Task | undefined {
  return asserting
}

/** Lets a test fail that does not wait for these matchers, when they are async; after they have been registered. */
export function mustAwait(matchers: readonly Matcher[]): void {
  chai.use(({ Assertion }, { flag, overwriteMethod, overwriteProperty }) => {
    const taskOf = (assertion: object) => flag(assertion, 'vitest-test') as Task | undefined
    const watchOn = (
      assertion: object,
      matcher: Matcher,
      args: readonly unknown[],
      result: PromiseLike<unknown>,
    ) =>
      watch(taskOf(assertion), result, {
        matcher,
        args,
        negated: Boolean(flag(assertion, 'negate')),
        promise: flag(assertion, 'promise') as AssertionCall['promise'],
      })

    for (const matcher of matchers)
      overwriteMethod(
        Assertion.prototype,
        matcher,
        (assert: Assert) =>
          function (this: object, ...args: unknown[]) {
            asserting = taskOf(this)
            try {
              const result = assert.apply(this, args)
              // what stands behind `.resolves` goes to Vitest, which has it awaited
              const isHandedOver = result instanceof Promise && !flag(this, 'promise')
              return isHandedOver ? watchOn(this, matcher, args, result) : result
            } finally {
              asserting = undefined
            }
          },
      )
    for (const property of ['resolves', 'rejects'])
      overwriteProperty(
        Assertion.prototype,
        property,
        (assertionLater: () => object) =>
          function (this: object) {
            return new Proxy(assertionLater.call(this), {
              get: (later, key, proxy) => {
                const value: unknown = Reflect.get(later, key)
                if (value === later) return proxy as unknown
                const matcher = matchers.find((each) => each === key)
                if (matcher === undefined || typeof value !== 'function') return value
                return (...args: unknown[]) =>
                  watchOn(this, matcher, args, (value as Assert)(...args) as PromiseLike<unknown>)
              },
            })
          },
      )
  })
  afterAll(() => pending.endFile(), TIMEOUT)
}

function watch(task: Task | undefined, result: PromiseLike<unknown>, call: AssertionCall): Promise<unknown> {
  task?.context.onTestFinished(
    () => pending.end(task, { hasFailed: task.result?.state === 'fail', isConcurrent: task.concurrent }),
    TIMEOUT,
  )
  return pending.watch(task, result, call)
}
