import { pointTo } from '../call-site.ts'
import { failureOf, LeakError } from './failure.ts'
import type { JudgeFacts } from './judge.ts'
import { judge } from './judge.ts'
import type { MeasuredEnd, Measurement } from './measurement.ts'
import { refuseOverlap } from './overlaps.ts'

/** Where the user asked for what fails. */
interface CallSite {
  /** Lines of a stack. */
  readonly frames: string
}

/**
 * Fails where no matcher does: at the end of a block or of a test.
 *
 * @param call what the user wrote, without its arguments: `trackLeaks`
 * @param start `Date.now()` when the measurement began
 * @throws LeakError if what was measured leaks and is not accepted; CaptureError if it cannot be told who leaks
 */
export function failOnLeak(
  call: string,
  measurement: Measurement,
  end: MeasuredEnd,
  start: number,
  { frames, ...known }: JudgeFacts & CallSite,
): void {
  const { run, settings, target } = measurement
  if (end.survivors.count === 0) return
  refuseOverlap(run, start, end.survivors.count, target)
  const report = judge(measurement, end, known)
  const failure = report.isLeak && failureOf(`${call}(${target})`, report, settings, run)
  if (!failure) return
  const error = new LeakError(failure.message, failure.data)
  pointTo(frames, error)
  throw error
}
