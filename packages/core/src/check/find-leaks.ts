import { anchor } from '../capture/anchor.ts'
import { withLiveFacts } from '../capture/live-facts.ts'
import { takeSnapshot } from '../capture/snapshot.ts'
import { explain } from '../explain/explain.ts'
import type { RunFacts } from '../explain/roots.ts'
import { ObjectGraph } from '../graph/object-graph.ts'
import { Heap } from '../heap/heap.ts'
import { parseSnapshot } from '../heapsnapshot/parse.ts'
import { withAllocationStacks } from './allocation-stacks.ts'
import type { LeakTimings } from './leak-report.ts'
import { LeakReport } from './leak-report.ts'
import type { Arrivals, Baseline } from './live-instances.ts'
import { markArrivals, markLiveInstances, rootsOf } from './live-instances.ts'
import type { LeakOptions, LeakSettings } from './options.ts'
import { resolveOptions } from './options.ts'
import { runBody } from './run-body.ts'
import { nextTurn, settle } from './settle.ts'
import { findAnchored, keptBeyondThisJob } from './survivors.ts'
import type { LeakTarget } from './target.ts'
import { prototypesOf, targetName } from './target.ts'

/** What `findLeaks` gives for a body of this type: the report, or a promise of it when the body returns one. */
export type LeakReportOf<Body> = Body extends () => infer Result
  ? Result extends PromiseLike<unknown>
    ? Promise<LeakReport>
    : LeakReport
  : LeakReport | Promise<LeakReport>

/** Where the measurement takes place. */
export interface LeakRun {
  /** Places are shown relative to it. Default: the working directory. */
  readonly projectRoot?: string
  /** `suite > test`. */
  readonly testName?: string
  /** Absolute path of the test file. */
  readonly testFile?: string
}

/** One measurement: what is looked for, what was there before, how. */
interface Measurement {
  readonly prototypes: readonly object[]
  readonly target: string
  readonly settings: LeakSettings
  readonly before: Baseline
  readonly body: () => unknown
  readonly run: LeakRun
  readonly timer: StageTimer
}

/**
 * Runs `body` and finds which instances of the target it created and left alive, with the reason. It never throws because of a leak.
 *
 * @typeParam Body the function's type, which tells whether a report or a promise of one comes back
 * @param body the function to run, in a frame of its own; what it returns is dropped, and awaited first if it is a promise
 * @param target the class, or several; found by identity, subclasses included
 * @returns the report; for a body that returns a promise, a promise of the report
 * @throws InvalidInputError for a wrong target or option; CaptureError if it cannot be measured here; what the body throws, untouched
 *
 * Cost: two passes over the heap for each realm and class; a snapshot only when something survived. Option `allocationStacks` runs the body
 * a second time then.
 */
export function findLeaks<Body extends () => unknown>(
  body: Body,
  target: LeakTarget | readonly LeakTarget[],
  options?: LeakOptions,
  run: LeakRun = {},
): LeakReportOf<Body> {
  const settings = resolveOptions(options)
  const prototypes = prototypesOf(target)
  const timer = new StageTimer()
  const before = timer.time('baseline', () => markLiveInstances(prototypes))
  const measurement: Measurement = {
    prototypes,
    target: targetName(target),
    settings,
    before,
    body,
    run,
    timer,
  }
  const bodyStart = performance.now()
  const pending = runBody(body)
  const report = pending
    ? pending
        .then(() => {
          timer.record('body', bodyStart)
          return afterAsyncBody(measurement)
        })
        .then((found) => withAllocationStacks(found, measurement))
    : withAllocationStacks(afterSyncBody(measurement, bodyStart), measurement)
  return report as LeakReportOf<Body>
}

function afterSyncBody(measurement: Measurement, bodyStart: number): LeakReport {
  measurement.timer.record('body', bodyStart)
  const survivors = countSurvivors(measurement)
  return survivors.count === 0 ? cleanReport(measurement, false) : judge(measurement, survivors, false)
}

async function afterAsyncBody(measurement: Measurement): Promise<LeakReport> {
  // what promises make that settle with the body is born in it, too
  await nextTurn()
  const { survivors, refs } = findSurvivors(measurement)
  if (survivors.count === 0) return cleanReport(measurement, true)
  const start = performance.now()
  const left = await settle(refs, measurement.settings.settle)
  measurement.timer.record('settle', start)
  // from here on synchronous: the runner's timeout must not come between
  if (left > 0) return judge(measurement, survivors, true)
  // all are gone, but while they went others may have come
  const last = countSurvivors(measurement)
  return last.count === 0 ? cleanReport(measurement, true) : judge(measurement, last, true)
}

function countSurvivors({ prototypes, before, timer }: Measurement): Arrivals {
  return timer.time('count', () => markArrivals(prototypes, before))
}

function findSurvivors({ prototypes, before, timer }: Measurement): {
  survivors: Arrivals
  refs: WeakRef<object>[]
} {
  const refs: WeakRef<object>[] = []
  const survivors = timer.time('count', () =>
    markArrivals(prototypes, before, (instance) => refs.push(new WeakRef(instance))),
  )
  return { survivors, refs }
}

/** Something is alive: a snapshot tells whether more than this job keeps it, and why. */
function judge(measurement: Measurement, survivors: Arrivals, async: boolean): LeakReport {
  const { timer, settings, run } = measurement
  const projectRoot = run.projectRoot ?? process.cwd()
  // its table would stand in the snapshot entry by entry
  measurement.before.population = undefined
  const held = anchor({
    objects: survivors.instances,
    functions: [measurement.body],
    born: survivors.born,
    roots: rootsOf(measurement.prototypes),
  })
  const chunks = timer.time('snapshot', () => takeSnapshot({ numericValues: true }))
  const start = performance.now()
  const heap = new Heap(parseSnapshot(chunks))
  const anchored = findAnchored(heap, held)
  const { kept: leaked, ...beyondJob } = keptBeyondThisJob(heap, anchored.objects)
  if (leaked.length === 0) return cleanReport(measurement, async)

  const runFacts: RunFacts = { projectRoot, testName: run.testName, body: anchored.functions[0] }
  const { groups, graph } = withLiveFacts((facts) =>
    explain(beyondJob.heap, leaked, facts, {
      alive: beyondJob.alive,
      generations: settings.generations,
      redact: settings.artifacts === false || settings.artifacts.redact,
      run: runFacts,
      births: { born: [...anchored.born, ...leaked], roots: anchored.roots },
    }),
  )
  timer.record('explain', start)
  return new LeakReport({
    leakedCount: leaked.length,
    liveBefore: measurement.before.count,
    liveAfter: survivors.count,
    target: measurement.target,
    async,
    groups,
    graph,
    timings: timer.timings,
    projectRoot,
    testName: run.testName,
    testFile: run.testFile,
  })
}

function cleanReport({ before, target, timer, run }: Measurement, async: boolean): LeakReport {
  return new LeakReport({
    leakedCount: 0,
    liveBefore: before.count,
    liveAfter: 0,
    target,
    async,
    groups: [],
    graph: ObjectGraph.of([], []),
    timings: timer.timings,
    projectRoot: run.projectRoot ?? process.cwd(),
    testName: run.testName,
    testFile: run.testFile,
  })
}

class StageTimer {
  readonly #spent: Partial<Record<keyof LeakTimings, number>> = {}

  time<Result>(stage: keyof LeakTimings, work: () => Result): Result {
    const start = performance.now()
    try {
      return work()
    } finally {
      this.record(stage, start)
    }
  }

  record(stage: keyof LeakTimings, start: number): void {
    this.#spent[stage] = (this.#spent[stage] ?? 0) + performance.now() - start
  }

  get timings(): LeakTimings {
    return { baseline: 0, body: 0, count: 0, ...this.#spent }
  }
}
