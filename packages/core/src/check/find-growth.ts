import type { Anchor } from '../capture/anchor.ts'
import { anchor } from '../capture/anchor.ts'
import { collectGarbage } from '../capture/gc.ts'
import { withLiveFacts } from '../capture/live-facts.ts'
import { takeSnapshot } from '../capture/snapshot.ts'
import { CaptureError } from '../errors.ts'
import { explain } from '../explain/explain.ts'
import { ObjectGraph } from '../graph/object-graph.ts'
import { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { keepShapes, parseSnapshot } from '../heapsnapshot/parse.ts'
import { findAnchor } from '../snapshot/find-anchor.ts'
import type { TestHost } from './assertion-host.ts'
import { CodeOwners } from './code-owners.ts'
import type { LongerCollection } from './growth-collections.ts'
import { longerCollections } from './growth-collections.ts'
import { describeGrowth } from './growth-report.ts'
import type { ToldKind } from './growth-told.ts'
import { kindsToTell } from './growth-told.ts'
import type { Interval } from './growth.ts'
import { birthFacts, growthOf, mayHaveGrown, wasThereBefore } from './growth.ts'
import { LeakReport } from './leak-report.ts'
import type { LeakSettings } from './options.ts'
import { runBody } from './run-body.ts'
import { refuseOverlap } from './overlaps.ts'
import { nextTurn, pause as pauseFor, realDate, realTime } from './clock.ts'
import { PAUSES } from './settle.ts'
import type { LeakShape } from './shape.ts'
import { kindOf } from './shape.ts'
import { StageTimer } from './stage-timer.ts'
import { findAnchored } from './survivors.ts'

/** What a search for growth may be told. */
export type GrowthSettings = Pick<
  LeakSettings,
  'runs' | 'warmup' | 'allow' | 'failOn' | 'generations' | 'settle' | 'artifacts'
>

/** The second interval is longer, so that what keeps the last few of anything is found out. */
const CONFIRMING = 2
/** Bytes of JavaScript by which a heap must have become smaller to be still settling. */
const NOTICEABLE = 1024
/** Objects of one kind that are explained; the others are counted. */
const MOST_EXPLAINED = 300

/**
 * Runs `body` again and again and finds what there is more of after every run, whatever its class, with the reason.
 *
 * The body runs `warmup` times, then `runs` times between two snapshots. If there is a kind of object of which as many came and stayed
 * as there were runs, it runs twice as often again, and a third snapshot must show the same of these runs, while what the first ones left
 * is still there.
 *
 * @returns the report; for a body that returns a promise, a promise of the report
 * @throws CaptureError if it cannot be measured here; what the body throws, untouched
 *
 * Cost: two snapshots, each taken and read; a third and the explanation only when something seems to grow.
 */
export function findGrowth(
  body: () => unknown,
  settings: GrowthSettings,
  run: TestHost = {},
): LeakReport | Promise<LeakReport> {
  return drive(growthSteps({ body, settings, run, timer: new StageTimer(), start: realDate() }))
}

interface Measurement {
  readonly body: () => unknown
  readonly settings: GrowthSettings
  readonly run: TestHost
  readonly timer: StageTimer
  /** `Date.now()` at the beginning. */
  readonly start: number
}

/** Steps that yield each promise that must be awaited, and none for a sync body: one recipe for both. */
type Steps<Result> = Generator<Promise<unknown>, Result, void>

function drive<Result>(steps: Steps<Result>): Result | Promise<Result> {
  const step = steps.next()
  return step.done === true ? step.value : driveAsync(steps, step.value)
}

async function driveAsync<Result>(steps: Steps<Result>, pending: Promise<unknown>): Promise<Result> {
  for (;;) {
    await pending
    const step = steps.next()
    if (step.done === true) return step.value
    pending = step.value
  }
}

function* growthSteps(measurement: Measurement): Steps<LeakReport> {
  const { body, settings, timer } = measurement
  const { runs, warmup } = settings
  const moments = momentsFor(body)
  // else the first snapshot that a process reads would itself be followed by something new
  keepShapes()

  const async = yield* runTimes(measurement, warmup, false)
  timer.time('baseline', () => takeMoment(moments))
  yield* runTimes(measurement, runs, async)
  timer.time('count', () => takeMoment(moments))
  if (!timer.time('count', () => seemsToGrow(moments, [runs]))) return cleanReport(measurement, async)

  const more = runs * CONFIRMING
  yield* runTimes(measurement, more, async)
  // from here on synchronous: the runner's timeout must not come between
  timer.time('snapshot', () => takeMoment(moments))
  return judge(measurement, moments, [runs, more], async)
}

/** Runs the body, and lets what it left go if it is async. Returns whether it is. */
function* runTimes({ body, settings, timer }: Measurement, times: number, async: boolean): Steps<boolean> {
  const bodyStart = realTime()
  let isAsync = async
  for (let done = 0; done < times; done++) {
    const pending = runBody(body)
    if (!pending) continue
    isAsync = true
    yield pending
  }
  timer.record('body', bodyStart)
  if (!isAsync) return false
  const settleStart = realTime()
  yield settleHeap(settings.settle)
  timer.record('settle', settleStart)
  return true
}

/**
 * Turns of the event loop and garbage collections while the heap gets smaller, at most `limit` milliseconds. What is meant here is not
 * known yet, so there is nothing else to look at.
 */
async function settleHeap(limit: number): Promise<void> {
  const end = realTime() + limit
  await nextTurn()
  let least = Infinity
  for (let pause = 0; pause < PAUSES.length && realTime() < end; pause++) {
    await (PAUSES[pause] ? pauseFor(PAUSES[pause]) : nextTurn())
    collectGarbage()
    const { heapUsed } = process.memoryUsage()
    if (heapUsed < least - NOTICEABLE) pause = least === Infinity ? pause : -1
    least = Math.min(least, heapUsed)
  }
}

/** Snapshots of this isolate, held by an object that is found again in the next one, so that they are not taken for what grew. */
interface Moments {
  readonly mark: Anchor & {
    readonly heaps: Heap[]
    /** Made after the last snapshot: the next one must have it under a number that is new. */
    witness: object
  }
}

function momentsFor(body: () => unknown): Moments {
  return { mark: Object.assign(anchor({ functions: [body] }), { heaps: [], witness: {} }) }
}

/** @throws CaptureError if V8 has numbered its objects anew since the last moment */
function takeMoment({ mark }: Moments): void {
  const heap = new Heap(
    parseSnapshot(takeSnapshot({ numericValues: true, numbersAnew: mark.heaps.length === 0 })),
  )
  const node = findAnchor(heap, mark)
  // no variable while the snapshot is taken: it would hold the last one beside the mark
  const last = mark.heaps.at(-1)
  // V8 begins at the first number again, so the old may have kept theirs by chance and the new have those of others
  const isNumberOfOther =
    last !== undefined && last.nodeById(heap.id(heap.follow(node, 'witness'))) !== NO_NODE
  if (last !== undefined && (isNumberOfOther || last.id(findAnchor(last, mark)) !== heap.id(node)))
    throw new CaptureError(
      'Cannot tell what grows: V8 has numbered all objects anew between two snapshots, expected the numbers it had. ' +
        'That happens when an inspector session ends while the body runs: a debugger, a profiler, or another leak assertion inside it.',
    )
  mark.heaps.push(heap)
  mark.witness = {}
}

function intervalsOf({ mark }: Moments, runs: readonly number[]): Interval[] {
  return runs.map((times, index) => ({ earlier: mark.heaps[index], runs: times }))
}

function seemsToGrow(moments: Moments, runs: readonly number[]): boolean {
  const heap = moments.mark.heaps[runs.length]
  const intervals = intervalsOf(moments, runs)
  const isTold = () => false
  // without a walk over the heap first: as a rule nothing has grown, alive or not
  const all = { heap, runs: intervals[0].runs, tree: { alive: { has: () => true } } }
  if (!mayHaveGrown(heap, intervals) && longerCollections(all, intervals, isTold).length === 0) return false
  const growth = growthOf(heap, intervals, findAnchor(heap, moments.mark))
  return growth.kinds.length > 0 || longerCollections(growth, intervals, isTold).length > 0
}

function judge(
  measurement: Measurement,
  moments: Moments,
  runs: readonly number[],
  async: boolean,
): LeakReport {
  const { settings, run, timer } = measurement
  const start = realTime()
  const last = moments.mark.heaps[runs.length]
  const intervals = intervalsOf(moments, runs)
  const growth = growthOf(last, intervals, findAnchor(last, moments.mark))
  const isBorn = (node: number) => !wasThereBefore(last, intervals, node)
  const owners = new CodeOwners(growth.heap)
  const kinds = kindsToTell(growth, owners, isBorn)
  const growing = new Set(growth.kinds.flatMap(({ members }) => members))
  const collections = longerCollections(growth, intervals, (node) => growing.has(node)).filter(
    ({ node }) => !owners.isFrameworks(node),
  )
  if (kinds.length + collections.length === 0) {
    timer.record('explain', start)
    return cleanReport(measurement, async)
  }

  const projectRoot = run.projectRoot ?? process.cwd()
  const { groups, graph } = withLiveFacts((facts) =>
    explain(growth.heap, nodesToExplain(kinds, collections), facts, {
      tree: growth.tree,
      generations: settings.generations,
      redact: settings.artifacts === false || settings.artifacts.redact,
      run: { projectRoot, testName: run.testName, body: findAnchored(last, moments.mark).functions[0] },
      births: birthFacts(last, isBorn),
    }),
  )
  timer.record('explain', start)
  const told = describeGrowth(growth, kinds, collections, groups)
  if (async) refuseOverlap(run, measurement.start, told.leakedCount, 'what grows with every run')
  const perRun = told.leakedCount / growth.runs
  const shape: LeakShape = Number.isInteger(perRun) ? `${perRun} per run` : 'irregular'
  return reportOf(measurement, async, {
    ...told,
    graph,
    shape,
    runs: growth.runs,
    isLeak: told.leakedCount > settings.allow && settings.failOn.includes(kindOf(shape)),
  })
}

function nodesToExplain(kinds: readonly ToldKind[], collections: readonly LongerCollection[]): number[] {
  return [
    ...kinds.flatMap(({ outermost }) => outermost.slice(-MOST_EXPLAINED)),
    ...collections.map(({ node }) => node),
  ]
}

function cleanReport(measurement: Measurement, async: boolean): LeakReport {
  return reportOf(measurement, async, {
    leakedCount: 0,
    liveBefore: 0,
    liveAfter: 0,
    shape: 'clean',
    runs: measurement.settings.runs,
    isLeak: false,
    headline: 'fn() leaves nothing more behind with every run.',
    groups: [],
    graph: ObjectGraph.of([], []),
  })
}

type Found = Pick<
  LeakReport,
  'leakedCount' | 'liveBefore' | 'liveAfter' | 'headline' | 'shape' | 'runs' | 'isLeak' | 'groups' | 'graph'
>

function reportOf({ run, timer }: Measurement, async: boolean, found: Found): LeakReport {
  return new LeakReport({
    ...found,
    target: '',
    permittedCount: 0,
    measured: 'function',
    lateCount: 0,
    async,
    timings: timer.timings,
    projectRoot: run.projectRoot ?? process.cwd(),
    testName: run.testName,
    testFile: run.testFile,
  })
}
