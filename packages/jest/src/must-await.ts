import type { AssertionCall, MatcherResult } from '@toleak/core'
import { PendingAssertions } from '@toleak/core'
import { aroundTests } from './around-tests.ts'
import { fullNameOf } from './circus.ts'

const pending = new PendingAssertions()

/** Lets each test of this file fail that does not wait for an async assertion. */
export function watchAwaits(): void {
  aroundTests(
    () => {},
    (test, hasFailed) => pending.end(fullNameOf(test), { hasFailed, isConcurrent: test.concurrent }),
  )
}

/** The same for what none of its tests has begun. */
export function endAwaits(): Promise<void> {
  return pending.endFile()
}

/**
 * What an async matcher has to return in order that the test gets a promise that notes whether it is awaited: Jest gives it
 * `result.then(…).catch(…)`.
 */
export function mustAwait(
  testName: string | undefined,
  result: MatcherResult | Promise<MatcherResult>,
  call: AssertionCall,
): MatcherResult | PromiseLike<MatcherResult> {
  if (!(result instanceof Promise)) return result
  const then: typeof result.then = (...handlers) => {
    const judged = result.then(...handlers)
    const handOver: typeof judged.catch = (handler) =>
      pending.watch(testName, Promise.prototype.catch.call(judged, handler) as typeof judged, call)
    return Object.assign(judged, { catch: handOver })
  }
  return { then }
}
