import { ToleakError } from '../errors.ts'
import type { FailureData, MatcherResult, TestHost } from './assertion-host.ts'
import { acceptedLeaksOf } from '../accepted/accepted-leaks.ts'
import { visibleText } from '../render/visible-text.ts'
import { LeakReport } from './leak-report.ts'
import type { LeakSettings } from './options.ts'
import { reportFailure } from './report-failure.ts'

/** What fails a test because of a leak, its files already written. */
export interface Failure {
  readonly message: string
  readonly data: FailureData
}

/** A leak where no matcher is: at the end of a block or of a test. Its message is the explanation. */
export class LeakError extends ToleakError {
  /** `LeakError`: tells errors apart where `instanceof` cannot, with two copies of the package. */
  override name = 'LeakError'
  /** What Jest hands to its reporters, as for a matcher. */
  readonly matcherResult: MatcherResult

  constructor(message: string, data: FailureData) {
    super(message)
    this.matcherResult = { pass: true, message: () => message, toleak: data }
    // reading it frees what V8 keeps until then: the receivers of its frames
    void this.stack
  }
}

/**
 * The failure of an assertion by a report of a leak: the text, and picture and report as files, written at once, so that no timeout comes
 * between; what cannot be written is a note below the message.
 *
 * @param assertion as the user wrote it: the first line
 * @returns undefined if all of it has been accepted
 * @throws InvalidInputError if the file of accepted leaks is not one; CaptureError if it cannot be read
 */
export function failureOf(
  assertion: string,
  found: LeakReport,
  settings: LeakSettings,
  host: TestHost,
): Failure | undefined {
  const { report, newCount, notes: accepted } = withoutAccepted(found, host)
  // what only settles late has no survivors to accept
  if (newCount < found.leakedCount && newCount <= settings.allow) return undefined
  return failureFor(assertion, report, settings, host, accepted)
}

/** The same for what cannot be accepted. */
export function failureFor(
  assertion: string,
  report: LeakReport,
  { artifacts }: LeakSettings,
  host: TestHost,
  more: readonly string[] = [],
): Failure {
  const { notes, ...data } = reportFailure({ assertion, report, more, artifacts, host })
  const text = report.toText({ color: host.color })
  const message = [visibleText(assertion), text, ...more, ...notes].join('\n\n')
  return { message, data: { report: report.toJSON(), ...data } }
}

/** What of a report is not among the accepted leaks. */
function withoutAccepted(
  report: LeakReport,
  { accepted, testName }: TestHost,
): { report: LeakReport; newCount: number; notes: readonly string[] } {
  if (!accepted) return { report, newCount: report.leakedCount, notes: [] }
  const session = acceptedLeaksOf(accepted)
  const { groups, newCount, acceptedCount, notes } = session.judge(report, testName)
  // now, since a worker that runs several files may not come to the end of each
  if (accepted.update) session.end()
  if (acceptedCount === 0) return { report, newCount, notes }
  return { report: new LeakReport({ ...report, groups, leakedCount: newCount }), newCount, notes }
}
