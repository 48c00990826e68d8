import type { WrittenPicture } from '@toleak/core'
import type { RunnerTestCase } from 'vitest'

/** Longer messages become file names that no file system takes. */
const LONGEST_MESSAGE = 120

/** Attaches the picture to its test, in time for the reporters although the assertion is about to throw. */
export function attachPicture(
  task: Readonly<RunnerTestCase> | undefined,
  { path, title }: WrittenPicture,
): void {
  // a test that has failed already (`expect.soft`) takes no more annotations
  if (!task || task.result?.state === 'fail') return
  const attached = task.context
    .annotate(title.slice(0, LONGEST_MESSAGE), 'toleak', { path, contentType: 'image/svg+xml' })
    .catch(() => undefined)
  task.context.onTestFinished(() => attached.then(() => undefined))
}
