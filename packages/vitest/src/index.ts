/**
 * Leak assertions for Vitest that explain themselves: registers the matcher `toLeak`, and exports nothing.
 *
 * ```ts
 * export default defineConfig({ test: { setupFiles: ['@toleak/vitest'] } }) // vitest.config.ts
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
 * @module @toleak/vitest
 */

import { checkLeaks, meetRealms } from '@toleak/core'
import type { LeakOptions, LeakTarget, ToLeakReturn } from '@toleak/core'
import { beforeAll, expect } from 'vitest'
import { attachPicture } from './attach.ts'

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Vitest's own parameters, which must be repeated
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /**
     * Runs the received function and asserts that instances of the class, created by it, stay alive; with `.not`, that none does.
     *
     * A function that returns a promise makes the assertion a promise: await it.
     */
    toLeak(target: LeakTarget | readonly LeakTarget[], options?: LeakOptions): ToLeakReturn<T>
  }
}

expect.extend({
  toLeak(received: unknown, target: LeakTarget | readonly LeakTarget[], options?: LeakOptions) {
    return checkLeaks(received, target, options, {
      negated: Boolean(this.isNot),
      testName: this.currentTestName,
      testFile: this.testPath,
      color: this.utils.RECEIVED_COLOR('x') !== 'x',
      onPicture: (picture) => attachPicture(this.task, picture),
    })
  },
})

beforeAll(meetRealms)
