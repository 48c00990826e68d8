import type { ListedFailure } from '@toleak/core'
import type { RunnerTestCase } from 'vitest'

/** Where the report lists the leaks of a test, among what Vitest hands to reporters. */
export interface LeakMeta {
  toleak?: ListedFailure[]
}

/** Tells reporters, by the test's `meta`, where the report lists a failure. */
export function noteFailure(task: Readonly<RunnerTestCase> | undefined, failure: ListedFailure): void {
  if (task) ((task.meta as LeakMeta).toleak ??= []).push(failure)
}
