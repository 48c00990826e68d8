import type { TestHost } from './assertion-host.ts'
import { LeakReport } from './leak-report.ts'
import type { LeakSettings } from './options.ts'

/**
 * A report without the leaks that are accepted in the repository: no leak any longer if no more are left than `allow` permits. Where nothing is
 * accepted, or nobody can say what is, the report itself.
 *
 * @throws InvalidInputError if the file of accepted leaks is not one that toleak wrote; CaptureError if it cannot be read
 */
export function withoutAccepted(
  report: LeakReport,
  { allow }: Pick<LeakSettings, 'allow'>,
  { acceptedLeaks, testName }: Pick<TestHost, 'acceptedLeaks' | 'testName'>,
): LeakReport {
  // what only settles late has no reason that could be accepted
  if (!acceptedLeaks || !report.isLeak || report.leakedCount === 0) return report
  const { groups, newCount, acceptedCount, notes } = acceptedLeaks.judge(report, testName)
  return new LeakReport({
    ...report,
    groups,
    leakedCount: newCount,
    isLeak: newCount > allow,
    acceptedCount,
    ...(notes.length > 0 && { acceptedNote: notes.join(' ') }),
  })
}
