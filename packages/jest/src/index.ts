/**
 * Leak assertions for Jest that explain themselves. As a setup file it registers the matchers:
 *
 * ```ts
 * module.exports = { setupFilesAfterEnv: ['@toleak/jest'] } // jest.config.js
 * ```
 *
 * ```ts
 * expect(fn).not.toLeak(SomeClass, options)
 * await expect(new WeakRef(object)).toBeCollected(options)
 * expect(SomeClass).toHaveLiveInstances(2, options)
 * ```
 *
 * In test files, or a setup file, there are also
 *
 * - {@link detectLeaks}: checks every test of a suite.
 * - {@link trackLeaks}: measures a block of code.
 * - {@link configureLeaks}: options for the whole project, and classes to watch in every test.
 *
 * Errors: {@link "@toleak/core".InvalidInputError | InvalidInputError} for a wrong target or option;
 * {@link "@toleak/core".CaptureError | CaptureError} if it cannot be measured here; what `fn` throws, untouched.
 *
 * @module @toleak/jest
 */

// brings the module in that is extended below
import type {} from '@jest/expect'
import type {
  LeakOptions,
  LeakProbe,
  LeakTarget,
  LookOptions,
  TestHost,
  ToLeakReturn,
  WatchOptions,
} from '@toleak/core'
import {
  beginReport,
  checkCollected,
  checkLeaks,
  checkLiveInstances,
  endAcceptedLeaks,
  endReport,
  meetRealms,
  trackLeaks as track,
} from '@toleak/core'
import type { MatcherState } from './test-host.ts'
import { finishedTests } from './circus.ts'
import { acceptedRun, afterAll, beforeAll, expect, hostOf, runningFile } from './test-host.ts'

export type { LeakOptions, LeakProbe, LeakTarget, LookOptions, WatchOptions } from '@toleak/core'
export { configureLeaks, detectLeaks } from './watch-tests.ts'
export type { ProjectOptions } from './watch-tests.ts'

interface ToLeakMatchers<T> {
  /**
   * Runs the received function and asserts that instances of the class, created by it, stay alive; with `.not`, that none does.
   *
   * A function that returns a promise makes the assertion a promise: await it.
   */
  toLeak(target: LeakTarget | readonly LeakTarget[], options?: LeakOptions): ToLeakReturn<T>
  /**
   * Runs the received function several times and asserts that it leaves more behind with every run, whatever its class; with `.not`, that it
   * does not.
   */
  toLeak(options?: LeakOptions): ToLeakReturn<T>
  /** Asserts that the object of the received `WeakRef` is collected, given some turns of the event loop. Await it. */
  toBeCollected(options?: LookOptions): Promise<void>
  /** Asserts how many instances of the received class are alive, subclasses' included. */
  toHaveLiveInstances(count: number, options?: LookOptions): void
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how `@types/jest` is extended
  namespace jest {
    /** What the global `expect(…)` gives: `toLeak` among Jest's own. */
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- its own parameters
    interface Matchers<R, T = {}> extends ToLeakMatchers<T> {}
  }
}

declare module '@jest/expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- its own parameters
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ToLeakMatchers<T> {}
}

if (!afterAll || !beforeAll || !expect)
  throw new TypeError(
    'Cannot register toLeak: there is no global `expect`, expected to be loaded by Jest. List "@toleak/jest" under `setupFilesAfterEnv`.',
  )

function assertionHost(state: MatcherState): TestHost & { negated: boolean } {
  return { ...hostOf(state), negated: Boolean(state.isNot) }
}

expect.extend({
  toLeak(received: unknown, ...args: unknown[]) {
    return checkLeaks(received, args, assertionHost(this))
  },
  toBeCollected(received: unknown, options?: LookOptions) {
    return checkCollected(received, options, assertionHost(this))
  },
  toHaveLiveInstances(received: unknown, count: number, options?: LookOptions) {
    return checkLiveInstances(received, count, options, assertionHost(this))
  },
})

/**
 * Measures a block of code, from here to its end: `using probe = trackLeaks(SomeClass)`, or `await using` when what it leaves needs time to
 * go, or `probe.check()`. What only the variables of the running functions hold is fine.
 *
 * @throws InvalidInputError for a wrong target or option; CaptureError if it cannot be measured here
 */
export function trackLeaks(target: LeakTarget | readonly LeakTarget[], options?: WatchOptions): LeakProbe {
  return track(target, options, hostOf(expect?.getState() ?? {}))
}

beforeAll(() => {
  beginReport(runningFile())
  return meetRealms()
})

afterAll(() => {
  const run = acceptedRun()
  const outcome = run && endAcceptedLeaks(run, finishedTests())
  if (outcome?.message !== undefined) process.stderr.write(`${outcome.message}\n`)
  const problem = endReport(runningFile())
  if (problem !== undefined) process.stderr.write(`${problem}\n`)
})
