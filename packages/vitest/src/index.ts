/**
 * Leak assertions for Vitest that explain themselves. As a setup file it registers the matchers:
 *
 * ```ts
 * export default defineConfig({ test: { setupFiles: ['@toleak/vitest'] } }) // vitest.config.ts
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
 * @module @toleak/vitest
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
import type { RunnerTestFile } from 'vitest'
import { afterAll, beforeAll, expect } from 'vitest'
import { assertingTest, mustAwait } from './must-await.ts'
import { currentTest } from './runner-records.ts'
import { runningFile } from './test-file.ts'
import { acceptedRun, finishedTests, hostOf } from './test-host.ts'

export type { LeakOptions, LeakProbe, LeakTarget, LookOptions, WatchOptions } from '@toleak/core'
export type { AssertionOn, LeakAssertions, ReceivedBy } from './assertions.ts'
export { configureLeaks, detectLeaks } from './watch-tests.ts'
export type { ProjectOptions } from './watch-tests.ts'

/** The part of Vitest's matcher state that toleak needs. */
interface MatcherState {
  readonly isNot?: boolean
  readonly currentTestName?: string
  readonly testPath?: string
  readonly utils: { RECEIVED_COLOR(text: string): string }
}

function assertionHost(state: MatcherState): TestHost & { negated: boolean } {
  const { currentTestName: testName, testPath: testFile } = state
  const color = state.utils.RECEIVED_COLOR('x') !== 'x'
  return { ...hostOf(assertingTest(), { testName, testFile, color }), negated: Boolean(state.isNot) }
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

mustAwait(['toLeak', 'toBeCollected'])

/**
 * Measures a block of code, from here to its end: `using probe = trackLeaks(SomeClass)`, or `await using` when what it leaves needs time to
 * go, or `probe.check()`. What only the variables of the running functions hold is fine.
 *
 * @throws InvalidInputError for a wrong target or option; CaptureError if it cannot be measured here
 */
export function trackLeaks(target: LeakTarget | readonly LeakTarget[], options?: WatchOptions): LeakProbe {
  const state = expect.getState() as unknown as MatcherState
  const { currentTestName: testName, testPath: testFile } = state
  return track(target, options, hostOf(currentTest(), { testName, testFile }))
}

beforeAll(() => {
  beginReport(runningFile())
  return meetRealms()
})

// Vitest 3 hands over the file alone, later ones a context first, and they read from a declared parameter which fixtures a hook wants: none
afterAll(function () {
  // eslint-disable-next-line prefer-rest-params -- a declared parameter
  const file = arguments[arguments.length - 1] as RunnerTestFile
  const run = acceptedRun(file.filepath)
  const outcome = run && endAcceptedLeaks(run, finishedTests(file))
  if (outcome?.message !== undefined) process.stderr.write(`${outcome.message}\n`)
  const problem = endReport(runningFile())
  if (problem !== undefined) process.stderr.write(`${problem}\n`)
})
