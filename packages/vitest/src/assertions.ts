import type { LeakOptions, LeakTarget, LookOptions, ToLeakReturn } from '@toleak/core'
import type { expect } from 'vitest'

/** What `expect(received)` gives: Vitest's own type, with the parameters that this Vitest's type has. */
export type AssertionOn<Received> = ReturnType<typeof expect.soft<Received>>

/** The type of what `expect` was given; that of a sync body where it is not known, behind `.resolves`. */
export type ReceivedBy<Assertion> = Assertion extends AssertionOn<infer Received> ? Received : () => void

/**
 * The matchers. Vitest's own interface for such has other type parameters in each major version, and all declarations of one must have the same; that
 * of Chai has none in all of them, so that the assertion itself, `this`, has to tell what it is about.
 */
export interface LeakAssertions {
  /**
   * Runs the received function several times and asserts that it leaves more behind with every run, whatever its class; with `.not`, that it
   * does not.
   */
  toLeak<Assertion>(this: Assertion, options?: LeakOptions): ToLeakReturn<ReceivedBy<Assertion>>
  // the last one: Vitest makes what stands behind `.resolves` of it
  /**
   * Runs the received function and asserts that instances of the class, created by it, stay alive; with `.not`, that none does.
   *
   * A function that returns a promise makes the assertion a promise: await it.
   */
  toLeak<Assertion>(
    this: Assertion,
    target: LeakTarget | readonly LeakTarget[],
    options?: LeakOptions,
  ): ToLeakReturn<ReceivedBy<Assertion>>
  /** Asserts that the object of the received `WeakRef` is collected, given some turns of the event loop. Await it. */
  toBeCollected(options?: LookOptions): Promise<void>
  /** Asserts how many instances of the received class are alive, subclasses' included. */
  toHaveLiveInstances(count: number, options?: LookOptions): void
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how Chai is extended
  namespace Chai {
    /** What `expect(…)` gives: `toLeak` among Chai's own. */
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- it is extended
    interface Assertion extends LeakAssertions {}
  }
}
