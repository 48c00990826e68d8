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
      onPicture: (picture) => attachPicture(this.task, picture),
    })
  },
})

beforeAll(meetRealms)
