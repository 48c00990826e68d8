import { anchor } from '../capture/anchor.ts'
import { realTime } from './clock.ts'
import { withLiveFacts } from '../capture/live-facts.ts'
import { takeSnapshot } from '../capture/snapshot.ts'
import { explain } from '../explain/explain.ts'
import type { RunFacts } from '../explain/roots.ts'
import { waitingFunctions } from '../explain/waiting-functions.ts'
import { ObjectGraph } from '../graph/object-graph.ts'
import { Heap } from '../heap/heap.ts'
import { parseSnapshot } from '../heapsnapshot/parse.ts'
import { keptBesidesIgnored } from './ignore.ts'
import type { LeakFacts } from './leak-report.ts'
import { LeakReport } from './leak-report.ts'
import { rootsOf } from './live-instances.ts'
import type { MeasuredEnd, Measurement } from './measurement.ts'
import type { LeakShape } from './shape.ts'
import { kindOf, shapeOf } from './shape.ts'
import type { LeakSettings } from './options.ts'
import { permittedNote } from './permitted-note.ts'
import { findAnchored, keptBeyondThisJob } from './survivors.ts'
import { keptBesides } from './through.ts'

/** What else is known of a measurement that ends. */
export interface JudgeFacts {
  /** The function that was measured: the variables around it are those of the test. */
  readonly body?: () => unknown
  /** What was alive after each run, the last included; absent after one run. */
  readonly looks?: readonly MeasuredEnd[]
  /** A promise of the caller's that the running functions wait for: what only they hold ends with them. */
  readonly awaited?: Promise<unknown>
}

/** Something is alive: a snapshot tells whether more than this job keeps it, and why. */
export function judge(measurement: Measurement, end: MeasuredEnd, known: JudgeFacts = {}): LeakReport {
  if (end.survivors.count === 0) return cleanReport(measurement, end, known.looks)
  const { timer, settings, run, before } = measurement
  const projectRoot = run.projectRoot ?? process.cwd()
  const birthsAreKnown = before.population !== undefined
  // its table would stand in the snapshot entry by entry
  before.population = undefined
  const held = anchor({
    objects: end.survivors.instances,
    functions: [known.body, known.awaited].filter((each) => each !== undefined),
    born: end.survivors.born,
    roots: rootsOf(measurement.prototypes),
    runs: known.looks?.map(({ survivors }) => survivors.instances),
    through: permits(measurement) ? settings.through : undefined,
  })
  const chunks = timer.time('snapshot', () => takeSnapshot({ numericValues: true, numbersAnew: true }))
  const start = realTime()
  const heap = new Heap(parseSnapshot(chunks))
  const anchored = findAnchored(heap, held)
  const isFunction = (node: number) => heap.columns.nodeType[node] === heap.nodeTypeOf('closure')
  const awaited = anchored.functions.filter((node) => !isFunction(node))
  const frames = measurement.measured === 'block' ? { awaited } : undefined
  const kept = keptBeyondThisJob(heap, anchored.objects, frames)
  const besides = keptBesides(kept, anchored.through)

  const runFacts: RunFacts = {
    projectRoot,
    testName: run.testName,
    body: anchored.functions.find(isFunction),
    waiting: awaited.flatMap((promise) => waitingFunctions(heap, promise)),
  }
  const redact = settings.artifacts === false || settings.artifacts.redact
  const explained =
    besides.kept.length > 0 &&
    withLiveFacts((facts) => {
      const ignore = permits(measurement) ? settings.ignore : undefined
      const rest = keptBesidesIgnored(besides, ignore, { facts, run: runFacts, redact })
      if (rest.kept.length === 0) return undefined
      const explanation = explain(rest.heap, rest.kept, facts, {
        tree: rest.tree,
        generations: settings.generations,
        redact,
        run: runFacts,
        ...(birthsAreKnown && { births: { born: [...anchored.born, ...kept.kept], roots: anchored.roots } }),
      })
      return { ...explanation, leaked: rest.kept, gaveUp: rest.gaveUp }
    })
  timer.record('explain', start)
  const permittedCount = kept.kept.length - (explained ? explained.leaked.length : 0)
  if (!explained) return cleanReport(measurement, end, known.looks, permittedCount)
  const { leaked, gaveUp, groups, graph } = explained
  const shape = known.looks && shapeOf(keptCounts(known.looks, leaked, anchored.runs))
  return new LeakReport({
    ...factsOf(measurement, end, known.looks),
    leakedCount: leaked.length,
    liveAfter: end.survivors.count,
    isLeak: isLeak(leaked.length, shape, settings),
    ...(shape !== undefined && { shape }),
    ...permittedFacts(measurement, permittedCount, gaveUp),
    groups,
    graph,
  })
}

/** Whether survivors may be permitted to stay: not where one asks for the object itself, or for all that is alive. */
function permits({ measured }: Measurement): boolean {
  return measured !== 'object' && measured !== 'instances'
}

/** Nothing stays. */
export function cleanReport(
  measurement: Measurement,
  end: MeasuredEnd,
  looks?: readonly MeasuredEnd[],
  permittedCount = 0,
): LeakReport {
  const shape = end.lateCount > 0 ? 'settles late' : 'clean'
  return new LeakReport({
    ...factsOf(measurement, end, looks),
    leakedCount: 0,
    liveAfter: 0,
    shape,
    isLeak: measurement.settings.failOn.includes(shape),
    ...permittedFacts(measurement, permittedCount),
    groups: [],
    graph: ObjectGraph.of([], []),
  })
}

function factsOf(
  { before, target, timer, run, measured }: Measurement,
  { async, lateCount }: MeasuredEnd,
  looks: readonly MeasuredEnd[] = [],
): Pick<
  LeakFacts,
  | 'liveBefore'
  | 'target'
  | 'measured'
  | 'async'
  | 'runs'
  | 'lateCount'
  | 'timings'
  | 'projectRoot'
  | 'testName'
  | 'testFile'
> {
  return {
    liveBefore: before.count,
    target,
    measured,
    async,
    runs: looks.length || 1,
    lateCount,
    timings: timer.timings,
    projectRoot: run.projectRoot ?? process.cwd(),
    testName: run.testName,
    testFile: run.testFile,
  }
}

/** What is permitted to stay, and by which options. */
function permittedFacts(
  { settings }: Measurement,
  permittedCount: number,
  ignoreGaveUp = false,
): Pick<LeakFacts, 'permittedCount' | 'permittedNote'> {
  const note = permittedNote(permittedCount, settings, ignoreGaveUp)
  return { permittedCount, ...(note !== undefined && { permittedNote: note }) }
}

/** One run tells no shape: whatever stays fails. */
function isLeak(leakedCount: number, shape: LeakShape | undefined, { allow, failOn }: LeakSettings): boolean {
  return leakedCount > allow && (shape === undefined || failOn.includes(kindOf(shape)))
}

/**
 * Survivors after each run, without what only the current job kept: that is known at the end only, so if there was any, the survivors
 * at the end that were there after each run.
 */
function keptCounts(
  looks: readonly MeasuredEnd[],
  leaked: readonly number[],
  aliveAfter: readonly (readonly number[])[],
): readonly number[] {
  const counts = looks.map(({ survivors }) => survivors.count)
  if (counts.at(-1) === leaked.length) return counts
  const kept = new Set(leaked)
  return aliveAfter.map((alive) => alive.filter((node) => kept.has(node)).length)
}
