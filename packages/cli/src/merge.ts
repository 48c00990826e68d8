import { mergeReports, ToleakError } from '@toleak/core'
import { CommandError, EXIT } from './exit-codes.ts'
import { note, print } from './terminal.ts'
import { visibleText } from './terminal-text.ts'

/** Options of the command. */
export interface MergeOptions {
  /** Folder of the report to be made. */
  readonly out: string
}

/** Files that are named when they are missing; the others are counted. */
const MOST_NAMED = 5

/**
 * Joins the reports of several runs of tests, such as shards, into one.
 *
 * @throws CommandError (not written) if the report cannot be written; what core says of a folder that is no report
 */
export function merge(reports: readonly string[], { out }: MergeOptions): void {
  const { failures, missing } = merged(reports, out)
  for (const file of missing.slice(0, MOST_NAMED))
    note(
      `${file} is missing: the tests were stopped before it was written. Its failure is in the report without it.`,
    )
  if (missing.length > MOST_NAMED) note(`${missing.length - MOST_NAMED} more files are missing.`)
  const count = `${failures} ${failures === 1 ? 'leak' : 'leaks'} of ${reports.length} ${reports.length === 1 ? 'report' : 'reports'}`
  print(visibleText(failures === 0 ? `${count}: nothing to be shown` : `${count}: ${out}/index.html`))
}

function merged(reports: readonly string[], out: string): ReturnType<typeof mergeReports> {
  try {
    return mergeReports(reports, out)
  } catch (cause) {
    if (cause instanceof ToleakError) throw cause
    throw new CommandError(
      EXIT.notWritten,
      `Cannot merge into ${out}: found "${(cause as Error).message}", expected a folder this process may write to. Name another one.`,
      { cause },
    )
  }
}
