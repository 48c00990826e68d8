import { failureOf, LeakError } from './failure.ts'
import type { JudgeFacts } from './judge.ts'
import { judge } from './judge.ts'
import type { MeasuredEnd, Measurement } from './measurement.ts'
import { refuseOverlap } from './overlaps.ts'

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
  known?: JudgeFacts,
): void {
  const { run, settings, target } = measurement
  if (end.survivors.count === 0) return
  refuseOverlap(run, start, end.survivors.count, target)
  const report = judge(measurement, end, known)
  const failure = report.isLeak && failureOf(`${call}(${target})`, report, settings, run)
  if (failure) throw new LeakError(failure.message, failure.data)
}
