import type { LeakOptions, LeakTarget, TestHost, WatchOptions } from '@toleak/core'
import { configureLeaks as configureCore, TestWatch } from '@toleak/core'
import type { CircusDescribe, CircusTest } from './circus.ts'
import { aroundTests, hasOtherHooks } from './around-tests.ts'
import { currentDescribe, fullNameOf, isWithin } from './circus.ts'
import { hostOf } from './test-host.ts'

/** Options for the whole project. */
export interface ProjectOptions extends LeakOptions {
  /** Classes of which no test may leave an instance alive that it created. */
  readonly watch?: LeakTarget | readonly LeakTarget[]
}

/** The meeting of realms stands before the first test. */
const OWN_HOOKS = 1

/**
 * Checks every test of the suite in which it is called, or of the file: instances of the class that the test's body creates must be gone once
 * its hooks have run. A test that fails for another reason is not looked at.
 *
 * @throws InvalidInputError for a wrong target or option
 *
 * Cost for each test: two passes over the heap for each realm; a snapshot only when something survived.
 */
export function detectLeaks(target: LeakTarget | readonly LeakTarget[], options?: WatchOptions): void {
  watchTests(new TestWatch(target, options), currentDescribe(), () => false)
}

/**
 * Sets the options of all assertions, and the classes that are watched in every test; for a setup file. What an assertion is given itself
 * comes first.
 *
 * @throws InvalidInputError naming the option that is unknown or wrong
 *
 * Cost of `watch` for each test: one pass over the heap for each realm, as long as no hooks stand before its body, else two.
 */
export function configureLeaks(project: ProjectOptions): void {
  const isObject = typeof project === 'object' && project !== null
  const { watch, ...options } = isObject ? project : {}
  const watched = watch === undefined ? undefined : new TestWatch(watch, undefined, 'option "watch"')
  // core refuses what is no object
  configureCore(isObject ? options : project)
  if (watched) watchTests(watched, currentDescribe(), (test) => !hasOtherHooks(test, OWN_HOOKS))
}

function watchTests(watch: TestWatch, block: CircusDescribe, isDirect: (test: CircusTest) => boolean): void {
  aroundTests(
    (test) => {
      if (isWithin(test, block)) watch.begin(hostOfTest(test), isDirect(test))
    },
    async (test, hasFailed) => {
      if (!isWithin(test, block)) return
      if (hasFailed) watch.forget(hostOfTest(test))
      else await watch.end(hostOfTest(test))
    },
  )
}

function hostOfTest(test: CircusTest): TestHost {
  return hostOf({ currentTestName: fullNameOf(test) })
}
