import { callSite } from '../call-site.ts'
import type { TestHost } from './assertion-host.ts'
import { realDate } from './clock.ts'
import { failOnLeak } from './fail-on-leak.ts'
import type { Baseline } from './live-instances.ts'
import { markOnward } from './live-instances.ts'
import type { Measurement, Subject } from './measurement.ts'
import { beginMeasurement, lookSettled, subjectOf } from './measurement.ts'
import type { WatchOptions } from './options.ts'
import { resolveWatchOptions } from './options.ts'
import type { LeakTarget } from './target.ts'
import { prototypesOf } from './target.ts'

/**
 * Watches tests for instances that they leave alive, for adapters: `begin` right before a test's body, `end` after all of its hooks, or
 * `forget` when it failed.
 */
export class TestWatch {
  readonly #target: LeakTarget | readonly LeakTarget[]
  readonly #options: WatchOptions | undefined
  /** Where the tests were begun to be watched. */
  readonly #frames: string
  /** key: name of the test */
  readonly #running = new Map<string, { measurement: Measurement; start: number }>()
  /** What was alive at the end of the last test, which is the before of the next. */
  #last: Baseline | undefined

  /**
   * @param called what errors call the target
   * @throws InvalidInputError for a wrong target or option
   */
  constructor(target: LeakTarget | readonly LeakTarget[], options?: WatchOptions, called = 'the target') {
    prototypesOf(target, called)
    resolveWatchOptions(options)
    this.#target = target
    this.#options = options
    this.#frames = callSite()
  }

  /**
   * A test's body is about to run.
   *
   * @param isDirect whether nothing but the end of the last test came before, no hook above all: then nothing needs to be looked at
   * @throws CaptureError if it cannot be measured here
   */
  begin(host: TestHost, isDirect = false): void {
    const subject = this.#subject(host)
    const before = isDirect ? this.#last : undefined
    this.#last = undefined
    const measurement = before ? { ...subject, before } : beginMeasurement(subject)
    this.#running.set(nameOf(host), { measurement, start: realDate() })
  }

  /**
   * A test has passed, and its hooks have run.
   *
   * @throws LeakError if instances that it created stay alive; CaptureError if that cannot be told
   */
  async end(host: TestHost): Promise<void> {
    const begun = this.#take(host)
    if (!begun) return
    const { measurement, start } = begun
    const { prototypes, before } = measurement
    const end = await lookSettled(measurement, (visit) => {
      const { arrivals, next } = markOnward(prototypes, before, visit)
      this.#last = next
      return arrivals
    })
    if (end.survivors.count > 0) this.#last = undefined
    failOnLeak('detectLeaks', measurement, end, start, { frames: this.#frames })
  }

  /** A test has failed: what it leaves is of no interest, its error keeps much. */
  forget(host: TestHost): void {
    this.#take(host)
    this.#last = undefined
  }

  #take(host: TestHost): { measurement: Measurement; start: number } | undefined {
    const begun = this.#running.get(nameOf(host))
    this.#running.delete(nameOf(host))
    return begun
  }

  #subject(host: TestHost): Subject {
    return subjectOf(this.#target, resolveWatchOptions(this.#options), host, 'test')
  }
}

function nameOf({ testName = '' }: TestHost): string {
  return testName
}
