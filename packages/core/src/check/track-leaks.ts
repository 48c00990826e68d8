import { callSite } from '../call-site.ts'
import type { TestHost } from './assertion-host.ts'
import { realDate } from './clock.ts'
import { failOnLeak } from './fail-on-leak.ts'
import type { MeasuredEnd } from './measurement.ts'
import { beginMeasurement, lookNow, lookSettled, subjectOf } from './measurement.ts'
import type { WatchOptions } from './options.ts'
import { resolveWatchOptions } from './options.ts'
import type { LeakTarget } from './target.ts'

/**
 * A block of code that is measured, from `trackLeaks()` to its end: by `using` or `await using`, or by `check()` where these are not
 * wanted. What only the variables of the running functions hold is fine, since it goes with them.
 */
export interface LeakProbe {
  /**
   * Ends the block.
   *
   * @throws LeakError if instances that the block created stay alive; CaptureError if it cannot be measured here
   */
  check(): void
  /** Ends the block, but first gives what it left time to go, as after an async function. Rejects as `check` throws. */
  checkSettled(): Promise<void>
  /** `using probe = …` ends the block, if `check` has not. */
  [Symbol.dispose](): void
  /** `await using probe = …` ends the block, if `check` has not. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Begins to measure a block of code.
 *
 * @throws InvalidInputError for a wrong target or option; CaptureError if it cannot be measured here
 *
 * Cost: two passes over the heap for each realm; a snapshot only when something survived.
 */
export function trackLeaks(
  target: LeakTarget | readonly LeakTarget[],
  options?: WatchOptions,
  host: TestHost = {},
): LeakProbe {
  const measurement = beginMeasurement(subjectOf(target, resolveWatchOptions(options), host, 'block'))
  const start = realDate()
  const frames = callSite()
  let isOver = false

  const judgeBlock = (end: MeasuredEnd, awaited?: Promise<unknown>) =>
    failOnLeak('trackLeaks', measurement, end, start, { awaited, frames })
  const check = () => {
    isOver = true
    judgeBlock(lookNow(measurement))
  }
  const checkSettled = () => {
    isOver = true
    const awaited: Promise<void> = lookSettled(measurement).then((end) => judgeBlock(end, awaited))
    return awaited
  }
  return {
    check,
    checkSettled,
    [Symbol.dispose]: () => void (isOver || check()),
    [Symbol.asyncDispose]: () => (isOver ? Promise.resolve() : checkSettled()),
  }
}
