import type { LeakOptions, LeakTarget, TestHost, WatchOptions } from '@toleak/core'
import { configureLeaks as configureCore, TestWatch } from '@toleak/core'
import type { TestContext } from 'vitest'
import { beforeEach } from 'vitest'
import { attachLate } from './attach.ts'
import { aroundBody, hasOtherHooks } from './around-body.ts'
import { fullNameOf, hostOf } from './test-host.ts'

/** Options for the whole project. */
export interface ProjectOptions extends LeakOptions {
  /** Classes of which no test may leave an instance alive that it created. */
  readonly watch?: LeakTarget | readonly LeakTarget[]
}

/**
 * Checks every test of the suite in which it is called, or of the file: instances of the class that the test's body creates must be gone once
 * its hooks and cleanup have run. A test that fails for another reason is not looked at.
 *
 * @throws InvalidInputError for a wrong target or option
 *
 * Cost for each test: two passes over the heap for each realm; a snapshot only when something survived.
 */
export function detectLeaks(target: LeakTarget | readonly LeakTarget[], options?: WatchOptions): void {
  watchTests(new TestWatch(target, options), () => false)
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
  if (watched) watchTests(watched, isDirect)
}

/** Hooks of ours that stand before every test: the meeting of realms, and the one below. */
const OWN_HOOKS = 2

function isDirect({ task }: TestContext): boolean {
  return !hasOtherHooks(task, OWN_HOOKS)
}

function watchTests(watch: TestWatch, isDirectFor: (context: TestContext) => boolean): void {
  beforeEach((context) => {
    const { task } = context
    let attached = Promise.resolve()
    const host: TestHost = {
      ...hostOf(task, { testName: fullNameOf(task), testFile: task.file.filepath }),
      onPicture: (picture) => void (attached = attachLate(task, picture)),
    }
    aroundBody(
      context,
      () => watch.begin(host, isDirectFor(context)),
      async () => {
        if (task.result?.state === 'fail') watch.forget(host)
        else await watch.end(host).finally(() => attached)
      },
    )
  })
}
