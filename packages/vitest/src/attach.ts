import type { WrittenPicture } from '@toleak/core'
import { attachmentLine, readsAttachments } from '@toleak/core'
import type { RunnerTestCase } from 'vitest'

/** Longer messages become file names that no file system takes. */
const LONGEST_MESSAGE = 120

/** Attaches the picture to its test, in every way that somebody may look for it, in time for the reporters although the assertion is about to throw. */
export function attachPicture(task: Readonly<RunnerTestCase> | undefined, picture: WrittenPicture): void {
  // a test that has failed already (`expect.soft`) takes no more annotations
  if (!task || task.result?.state === 'fail') return
  // nobody awaited the assertion: the end of its test waits for it, and takes no hooks any more
  if (task.result?.state === 'pass') return void attachLate(task, picture)
  const attached = annotate(task, picture)
  task.context.onTestFinished(() => attached)
}

/** The same when the body of the test has passed, and its end is going to fail it. */
export function attachLate(task: Readonly<RunnerTestCase>, picture: WrittenPicture): Promise<void> {
  const { result } = task
  if (result?.state !== 'pass') return Promise.resolve()
  // only running tests may be annotated, and this one does not know yet that it is
  result.state = 'run'
  try {
    return annotate(task, picture)
  } finally {
    result.state = 'pass'
  }
}

async function annotate(
  task: Readonly<RunnerTestCase>,
  { path, title, attached }: WrittenPicture,
): Promise<void> {
  // Vitest's JUnit report has what a test prints
  // eslint-disable-next-line no-console
  if (readsAttachments(process.env)) console.log(attachmentLine(path, process.env))
  const message = title.slice(0, LONGEST_MESSAGE)
  try {
    await task.context.annotate(message, 'toleak', { path, contentType: 'image/svg+xml' })
  } catch {
    // the picture lies in the report's folder all the same
  }
  await attached
}
