import type { TestHost } from './assertion-host.ts'
import { nextTurn, realTime } from './clock.ts'
import { settle } from './settle.ts'
import { StageTimer } from './stage-timer.ts'
import type { Arrivals, Baseline } from './live-instances.ts'
import { markArrivals, markLiveInstances } from './live-instances.ts'
import type { LeakSettings } from './options.ts'
import type { LeakTarget } from './target.ts'
import { prototypesOf, targetName } from './target.ts'

/**
 * What is measured: what a function, a block of code or a test created and left alive; or, whoever created them, the instances of a
 * class, or one object.
 */
export type Measured = 'function' | 'block' | 'test' | 'instances' | 'object'

/** What is looked for, and how. */
export interface Subject {
  readonly prototypes: readonly object[]
  /** Names of the classes. */
  readonly target: string
  readonly settings: LeakSettings
  readonly run: TestHost
  readonly measured: Measured
  readonly timer: StageTimer
}

/** A measurement that has begun: what was there before is known. */
export interface Measurement extends Subject {
  readonly before: Baseline
}

/** How a measurement is to end. */
export interface MeasuredEnd {
  /** What the report calls a promise's end, `settled`, and not a return. */
  readonly async: boolean
  /** What is alive and was not before. */
  readonly survivors: Arrivals
  /** Instances that were alive at the first look after an async body and went while it settled. */
  readonly lateCount: number
}

/**
 * What is to be looked for.
 *
 * @throws InvalidInputError if a target is no class
 */
export function subjectOf(
  target: LeakTarget | readonly LeakTarget[],
  settings: LeakSettings,
  run: TestHost,
  measured: Measured,
): Subject {
  return {
    prototypes: prototypesOf(target),
    target: targetName(target),
    settings,
    run,
    measured,
    timer: new StageTimer(),
  }
}

/** One object that is held by nothing but a `WeakRef`, it is hoped. */
export function subjectOfObject(target: string, settings: LeakSettings, run: TestHost): Subject {
  return { prototypes: [], target, settings, run, measured: 'object', timer: new StageTimer() }
}

/** A measurement for which all that is alive counts. */
export function withNothingBefore(subject: Subject): Measurement {
  return { ...subject, before: { count: 0, instances: new WeakSet(), population: undefined } }
}

/** Remembers what is alive now. */
export function beginMeasurement(subject: Subject): Measurement {
  const before = subject.timer.time('baseline', () => markLiveInstances(subject.prototypes))
  return { ...subject, before }
}

/** What is alive now and was not at the beginning, without waiting. */
export function lookNow({ prototypes, before, timer }: Measurement): MeasuredEnd {
  const survivors = timer.time('count', () => markArrivals(prototypes, before))
  return { async: false, survivors, lateCount: 0 }
}

/** One look: what is alive and was not at the beginning, each instance shown to `visit`. */
export type Look = (visit: (instance: object) => void) => Arrivals

/**
 * What is alive and was not at the beginning, once what an async body left has had time to go: turns of the event loop and garbage
 * collections while the number falls.
 *
 * @param look how to look, if it is to remember more than the arrivals
 */
export async function lookSettled(
  { prototypes, before, timer, settings }: Measurement,
  look: Look = (visit) => markArrivals(prototypes, before, visit),
): Promise<MeasuredEnd> {
  // what promises make that settle with the body is born in it, too
  await nextTurn()
  const refs: WeakRef<object>[] = []
  const survivors = timer.time('count', () => look((instance) => void refs.push(new WeakRef(instance))))
  if (survivors.count === 0) return { async: true, survivors, lateCount: 0 }
  const start = realTime()
  const left = await settle(refs, settings.settle)
  timer.record('settle', start)
  const lateCount = survivors.count - left
  // from here on synchronous: the runner's timeout must not come between
  if (left > 0) return { async: true, survivors, lateCount }
  // all are gone, but while they went others may have come
  return { async: true, survivors: timer.time('count', () => look(() => {})), lateCount }
}
