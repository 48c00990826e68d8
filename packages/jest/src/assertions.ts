import type { LeakOptions, LeakTarget, LookOptions, ToLeakReturn } from '@toleak/core'
// brings the module in that is extended below
import type {} from '@jest/expect'

/** A promise behind `.resolves`, else what the body makes of it. */
export type ToLeakResult<R, T> = R extends PromiseLike<unknown> ? Promise<void> : ToLeakReturn<T>

/** The matchers. `R` is what Jest's own return, `T` what `expect` was given. */
export interface LeakAssertions<R, T> {
  /**
   * Runs the received function and asserts that instances of the class, created by it, stay alive; with `.not`, that none does.
   *
   * A function that returns a promise makes the assertion a promise: await it.
   */
  toLeak(target: LeakTarget | readonly LeakTarget[], options?: LeakOptions): ToLeakResult<R, T>
  /**
   * Runs the received function several times and asserts that it leaves more behind with every run, whatever its class; with `.not`, that it
   * does not.
   */
  toLeak(options?: LeakOptions): ToLeakResult<R, T>
  /** Asserts that the object of the received `WeakRef` is collected, given some turns of the event loop. Await it. */
  toBeCollected(options?: LookOptions): Promise<void>
  /** Asserts how many instances of the received class are alive, subclasses' included. */
  toHaveLiveInstances(count: number, options?: LookOptions): R
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how `@types/jest` is extended
  namespace jest {
    /** What the global `expect(…)` gives: `toLeak` among Jest's own. */
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- its own parameters
    interface Matchers<R, T = {}> extends LeakAssertions<R, T> {}
  }
}

declare module '@jest/expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- its own parameters
  interface Matchers<R extends void | Promise<void>, T = unknown> extends LeakAssertions<R, T> {}
}
