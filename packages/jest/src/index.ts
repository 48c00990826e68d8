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

import type { LeakProbe, LeakTarget, LookOptions, TestHost, WatchOptions } from '@toleak/core'
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
import { placeHooks, TIMEOUT } from './around-tests.ts'
import { finishedTests } from './circus.ts'
import { endAwaits, mustAwait, watchAwaits } from './must-await.ts'
import { acceptedRun, afterAll, beforeAll, expect, hostOf, runningFile } from './test-host.ts'

export type { LeakAssertions, ToLeakResult } from './assertions.ts'
export type { LeakOptions, LeakProbe, LeakTarget, LookOptions, WatchOptions } from '@toleak/core'
export { configureLeaks, detectLeaks } from './watch-tests.ts'
export type { ProjectOptions } from './watch-tests.ts'

if (!afterAll || !beforeAll || !expect)
  throw new TypeError(
    'Cannot register toLeak: there is no global `expect`, expected to be loaded by Jest. List "@toleak/jest" under `setupFilesAfterEnv`.',
  )

function assertionHost(state: MatcherState): TestHost & { negated: boolean } {
  return { ...hostOf(state), negated: Boolean(state.isNot) }
}

expect.extend({
  toLeak(received: unknown, ...args: unknown[]) {
    const host = assertionHost(this)
    const result = checkLeaks(received, args, host)
    return mustAwait(host.testName, result, {
      matcher: 'toLeak',
      args,
      negated: host.negated,
      promise: this.promise,
    })
  },
  toBeCollected(received: unknown, ...args: [options?: LookOptions]) {
    const host = assertionHost(this)
    const result = checkCollected(received, args[0], host)
    return mustAwait(host.testName, result, {
      matcher: 'toBeCollected',
      args,
      negated: host.negated,
      promise: this.promise,
    })
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

watchAwaits()

beforeAll(() => {
  placeHooks()
  beginReport(runningFile())
  return meetRealms()
})

afterAll(endAwaits, TIMEOUT)

afterAll(() => {
  const run = acceptedRun()
  const outcome = run && endAcceptedLeaks(run, finishedTests())
  if (outcome?.message !== undefined) process.stderr.write(`${outcome.message}\n`)
  const problem = endReport(runningFile())
  if (problem !== undefined) process.stderr.write(`${problem}\n`)
})
