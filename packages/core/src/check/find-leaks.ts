import { withAllocationStacks } from './allocation-stacks.ts'
import type { TestHost } from './assertion-host.ts'
import { findGrowth } from './find-growth.ts'
import { judge } from './judge.ts'
import type { LeakReport } from './leak-report.ts'
import type { MeasuredEnd, Measurement } from './measurement.ts'
import { beginMeasurement, lookNow, lookSettled, subjectOf } from './measurement.ts'
import type { LeakOptions } from './options.ts'
import { resolveGrowthOptions, resolveOptions } from './options.ts'
import { refuseOverlap } from './overlaps.ts'
import { runBody } from './run-body.ts'
import { nextTurn, realDate, realTime } from './clock.ts'
import type { LeakTarget } from './target.ts'

/** What `findLeaks` gives for a body of this type: the report, or a promise of it when the body returns one. */
export type LeakReportOf<Body> = Body extends () => infer Result
  ? Result extends PromiseLike<unknown>
    ? Promise<LeakReport>
    : LeakReport
  : LeakReport | Promise<LeakReport>

/**
 * Runs `body` and finds which instances of the target it created and left alive, with the reason. It never throws because of a leak.
 *
 * @typeParam Body the function's type, which tells whether a report or a promise of one comes back
 * @param body the function to run, in a frame of its own; what it returns is dropped, and awaited first if it is a promise
 * @param named the class, or several, found by identity, subclasses included; options; where it takes place. With none of them, all that
 *   there is more of after every run is found, whatever its class
 * @returns the report; for a body that returns a promise, a promise of the report
 * @throws InvalidInputError for a wrong target or option; CaptureError if it cannot be measured here; what the body throws, untouched
 *
 * Cost: two passes over the heap for each realm, and one more for each further run; a snapshot only when something survived. Option
 * `allocationStacks` runs the body once more then.
 */
export function findLeaks<Body extends () => unknown>(
  body: Body,
  ...named: [target: LeakTarget | readonly LeakTarget[], options?: LeakOptions, run?: TestHost] | []
): LeakReportOf<Body> {
  // a class that an import cycle has left undefined is an error, and no wish to name none
  if (named.length === 0) return findGrowingLeaks(body)
  const [target, options, run = {}] = named
  const settings = resolveOptions(options)
  const subject = subjectOf(target, settings, run, 'function')
  const warm = runOften(body, settings.warmup)
  const begin = () => measureRuns(body, beginMeasurement(subject))
  return (warm ? warm.then(begin) : begin()) as LeakReportOf<Body>
}

/**
 * Runs `body` several times and finds all that there is more of after every run, whatever its class, with the reason.
 *
 * @typeParam Body the function's type, which tells whether a report or a promise of one comes back
 * @throws as `findLeaks` does
 *
 * Cost: two snapshots, each taken and read; a third and the explanation only when something seems to grow.
 */
export function findGrowingLeaks<Body extends () => unknown>(
  body: Body,
  options?: LeakOptions,
  run: TestHost = {},
): LeakReportOf<Body> {
  return findGrowth(body, resolveGrowthOptions(options), run) as LeakReportOf<Body>
}

/** Runs the body; a promise when it is async, which leaves a turn of the event loop between two runs and after the last. */
function runOften(body: () => unknown, times: number): Promise<void> | undefined {
  for (let done = 0; done < times; done++) {
    const pending = runBody(body)
    if (pending) return pending.then(nextTurn).then(() => runOften(body, times - done - 1))
  }
}

function measureRuns(body: () => unknown, measurement: Measurement): LeakReport | Promise<LeakReport> {
  const looks: MeasuredEnd[] = []
  let awaited: Promise<LeakReport> | undefined
  const { timer, settings } = measurement
  const report = () => {
    const found = judge(measurement, looks[looks.length - 1], {
      body,
      awaited,
      ...(looks.length > 1 && { looks }),
    })
    return withAllocationStacks(found, { ...measurement, body })
  }
  for (let run = 0; run < settings.runs; run++) {
    const start = realTime()
    const pending = runBody(body)
    if (pending) return (awaited = measureAsync(pending, start))
    timer.record('body', start)
    looks.push(lookNow(measurement))
  }
  return report()

  async function measureAsync(pending: Promise<void> | undefined, start: number): Promise<LeakReport> {
    const startOfRuns = realDate()
    for (;;) {
      await pending
      timer.record('body', start)
      looks.push(await lookSettled(measurement))
      if (looks.length === settings.runs) break
      start = realTime()
      pending = runBody(body)
    }
    const { count } = looks[looks.length - 1].survivors
    refuseOverlap(measurement.run, startOfRuns, count, measurement.target)
    return report()
  }
}
