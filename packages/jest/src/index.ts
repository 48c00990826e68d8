/**
 * Leak assertions for Jest that explain themselves: registers the matcher `toLeak`, and exports nothing.
 *
 * ```ts
 * module.exports = { setupFilesAfterEnv: ['@toleak/jest'] } // jest.config.js
 * ```
 *
 * ```ts
 * expect(fn).not.toLeak(target, options)
 * ```
 *
 * - `fn`: the function to run. One that returns a promise makes the assertion a promise: await it.
 * - `target`: the class, or several, whose instances must not stay alive: {@link "@toleak/core".LeakTarget | LeakTarget}. Found by identity,
 *   subclasses included.
 * - `options`: {@link "@toleak/core".LeakOptions | LeakOptions}.
 *
 * Without `.not` it asserts that instances do stay alive.
 *
 * Errors: {@link "@toleak/core".InvalidInputError | InvalidInputError} for a wrong target or option;
 * {@link "@toleak/core".CaptureError | CaptureError} if it cannot be measured here; what `fn` throws, untouched.
 *
 * Cost: two passes over the heap for each realm and class; a snapshot and a picture only when something stayed.
 *
 * @module @toleak/jest
 */

// brings the module in that is extended below
import type {} from '@jest/expect'
import { checkLeaks, meetRealms } from '@toleak/core'
import type { LeakOptions, LeakTarget, ToLeakReturn } from '@toleak/core'

interface ToLeakMatchers<T> {
  /**
   * Runs the received function and asserts that instances of the class, created by it, stay alive; with `.not`, that none does.
   *
   * A function that returns a promise makes the assertion a promise: await it.
   */
  toLeak(target: LeakTarget | readonly LeakTarget[], options?: LeakOptions): ToLeakReturn<T>
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

/** The part of Jest's `expect` that registering needs; a setup file has it as a global. */
interface ExpectHost {
  extend(matchers: Record<string, (this: MatcherState, ...args: never[]) => unknown>): void
}

interface MatcherState {
  readonly isNot?: boolean
  readonly testPath?: string
  readonly currentTestName?: string
  readonly currentConcurrentTestName?: () => string | undefined
  readonly utils?: { RECEIVED_COLOR(text: string): string }
}

const { beforeAll, expect } = globalThis as unknown as {
  beforeAll?: (hook: () => Promise<void>) => void
  expect?: ExpectHost
}
if (!beforeAll || !expect)
  throw new TypeError(
    'Cannot register toLeak: there is no global `expect`, expected to be loaded by Jest. List "@toleak/jest" under `setupFilesAfterEnv`.',
  )

expect.extend({
  toLeak(received: unknown, target: LeakTarget | readonly LeakTarget[], options?: LeakOptions) {
    return checkLeaks(received, target, options, {
      negated: Boolean(this.isNot),
      testName: this.currentConcurrentTestName?.() ?? this.currentTestName,
      testFile: this.testPath,
      // as Jest's own messages, but these do not know NO_COLOR
      color: !process.env.NO_COLOR && (this.utils?.RECEIVED_COLOR('x') ?? 'x') !== 'x',
    })
  },
})

beforeAll(meetRealms)
