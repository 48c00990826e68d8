import type { LeakTimings } from './leak-report.ts'
import { realTime } from './clock.ts'

/** Adds up how long the stages of one measurement take. */
export class StageTimer {
  readonly #spent: Partial<Record<keyof LeakTimings, number>> = {}

  /** Does the work, and adds its time to the stage's. */
  time<Result>(stage: keyof LeakTimings, work: () => Result): Result {
    const start = realTime()
    try {
      return work()
    } finally {
      this.record(stage, start)
    }
  }

  /** Adds the time since `start`, a `performance.now()`, to the stage's. */
  record(stage: keyof LeakTimings, start: number): void {
    this.#spent[stage] = (this.#spent[stage] ?? 0) + realTime() - start
  }

  /** Milliseconds by stage. */
  get timings(): LeakTimings {
    return { baseline: 0, body: 0, count: 0, ...this.#spent }
  }
}
