import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AllocationTracking } from '../capture/allocation-tracking.ts'
import { delay, realTime } from './clock.ts'
import { trackAllocations } from '../capture/allocation-tracking.ts'
import type { Anchor } from '../capture/anchor.ts'
import { anchor } from '../capture/anchor.ts'
import { withLiveFacts } from '../capture/live-facts.ts'
import { explain } from '../explain/explain.ts'
import { reasonOf } from '../explain/reason.ts'
import type { AllocationStack, LeakGroup } from '../explain/leak-trace.ts'
import type { HeapColumns } from '../heap/columns.ts'
import type { LiveFacts } from '../explain/live-facts.ts'
import { NO_TRACE } from '../heap/columns.ts'
import { Heap } from '../heap/heap.ts'
import { readSnapshotFile } from '../heapsnapshot/read-file.ts'
import { instancesOf } from '../snapshot/instances.ts'
import { LeakReport } from './leak-report.ts'
import type { LeakRun } from './assertion-host.ts'
import type { LeakSettings } from './options.ts'
import { runBody } from './run-body.ts'
import { collectAfter, PAUSES } from './settle.ts'
import { findAnchored, keptBeyondThisJob } from './survivors.ts'

/** The measurement that found a leak. */
export interface FirstRun {
  readonly body: () => unknown
  readonly prototypes: readonly object[]
  readonly settings: LeakSettings
  readonly run: LeakRun
}

/** What a second run told: the groups it leaves alive, or why it told nothing, to follow on "run a second time, fn() ". */
type SecondRun = { readonly groups: readonly LeakGroup[] } | { readonly problem: string }

/** Tracking makes a body slower. */
const SLOWER = 5

/**
 * A report of a leak with the places where its survivors were created, for which the body is run once more; the same report when option
 * `allocationStacks` is off or nothing leaked that is not allowed. Never throws: what goes wrong in the second run is a note in the report.
 *
 * @returns the report; for a measurement of an async body, a promise of it
 *
 * Cost: the body again, each of its allocations walking the stack; a snapshot and its explanation.
 */
export function withAllocationStacks(report: LeakReport, first: FirstRun): LeakReport | Promise<LeakReport> {
  if (!first.settings.allocationStacks || !report.isLeak || report.leakedCount === 0) return report
  const start = realTime()
  const told = runAgain(first, report)
  return told instanceof Promise
    ? told.then((second) => combined(report, second, start))
    : combined(report, told, start)
}

function runAgain(first: FirstRun, report: LeakReport): SecondRun | Promise<SecondRun> {
  let tracking: AllocationTracking
  try {
    tracking = trackAllocations()
  } catch (error) {
    return { problem: `could not be tracked (${lineOf(error)})` }
  }
  let pending: Promise<void> | undefined
  try {
    pending = runBody(first.body)
  } catch (error) {
    tracking.stop()
    return { problem: `threw ${lineOf(error)}` }
  }
  if (pending && report.async) return finishAsync(tracking, first, pending, report)
  // a promise where the first run had none: this assertion cannot wait for it
  pending?.catch(() => {})
  return finish(tracking, first, report)
}

async function finishAsync(
  tracking: AllocationTracking,
  first: FirstRun,
  pending: Promise<void>,
  report: LeakReport,
): Promise<SecondRun> {
  const problem = await endOf(pending, Math.ceil(SLOWER * report.timings.body + first.settings.settle))
  if (problem !== undefined) {
    tracking.stop()
    return { problem }
  }
  for (const pause of PAUSES) await collectAfter(pause)
  return finish(tracking, first, report)
}

/** Waits for the end of the body, but not for ever; undefined when it ended well. */
async function endOf(pending: Promise<void>, limit: number): Promise<string | undefined> {
  const timer = new AbortController()
  const ended = pending.then(
    () => undefined,
    (error: unknown) => `threw ${lineOf(error)}`,
  )
  const tooLong = delay(limit, `did not settle within ${limit} ms`, { signal: timer.signal }).catch(
    () => undefined,
  )
  try {
    return await Promise.race([ended, tooLong])
  } finally {
    timer.abort()
  }
}

function finish(tracking: AllocationTracking, first: FirstRun, report: LeakReport): SecondRun {
  try {
    return explainBirths(tracking, first, report)
  } catch (error) {
    return { problem: `could not be explained (${lineOf(error)})` }
  } finally {
    tracking.stop()
  }
}

/** What was created while allocations were tracked and is still alive, explained. */
function explainBirths(tracking: AllocationTracking, first: FirstRun, report: LeakReport): SecondRun {
  const held = anchor({ objects: new WeakSet(first.prototypes), functions: [first.body] })
  const columns = snapshotOf(tracking)
  if (!columns.allocations)
    return { problem: 'ended all tracking of allocations, as the end of any inspector session does' }
  // what runs from here on would be tracked, too, and take five times as long; but ids, and so the names of the variables of suspended
  // functions, are gone with the tracking
  const needsNames = report.groups.some(({ trace }) => trace.steps.some(({ suspendedAt }) => suspendedAt))
  if (needsNames) return explainSurvivors(columns, held, tracking.facts, first)
  tracking.stop()
  return withLiveFacts(({ script, source }) =>
    explainSurvivors(
      columns,
      held,
      { script, source, suspendedFunction: () => undefined, scopeVariables: () => undefined },
      first,
    ),
  )
}

function explainSurvivors(
  columns: HeapColumns,
  held: Anchor,
  facts: LiveFacts,
  { settings, run }: FirstRun,
): SecondRun {
  const heap = new Heap(columns)
  const anchored = findAnchored(heap, held)
  const born = instancesOf(heap, anchored.objects).filter(
    (node) => columns.allocations?.traceOf[node] !== NO_TRACE,
  )
  const { kept: leaked, ...beyondJob } = keptBeyondThisJob(heap, born)
  if (leaked.length === 0)
    return {
      problem:
        'left nothing alive that it created: the leak is a one-off, such as a cache that is filled once',
    }
  const { groups } = explain(beyondJob.heap, leaked, facts, {
    generations: 0,
    tree: beyondJob.tree,
    redact: settings.artifacts === false || settings.artifacts.redact,
    run: {
      projectRoot: run.projectRoot ?? process.cwd(),
      testName: run.testName,
      body: anchored.functions[0],
    },
  })
  return { groups }
}

function snapshotOf(tracking: AllocationTracking): HeapColumns {
  const folder = mkdtempSync(join(tmpdir(), 'toleak-'))
  try {
    const file = join(folder, 'allocations.heapsnapshot')
    tracking.writeSnapshot(file)
    return readSnapshotFile(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function combined(report: LeakReport, second: SecondRun, start: number): LeakReport {
  const timings = { ...report.timings, allocationStacks: realTime() - start }
  if ('problem' in second)
    return new LeakReport({ ...report, timings, allocationNote: notKnown(report, second.problem) })
  const groups = withStacks(report.groups, second.groups)
  const isAnyKnown = groups.some(({ allocation }) => allocation)
  return new LeakReport({
    ...report,
    timings,
    groups,
    ...(!isAnyKnown && { allocationNote: notKnown(report, 'left instances alive for other reasons') }),
  })
}

function notKnown({ leakedCount }: LeakReport, problem: string): string {
  return `Where ${leakedCount === 1 ? 'it was' : 'they were'} created is not known: run a second time, fn() ${problem}.`
}

/**
 * Each group with the stacks of the second run's group of the same reason; where there is none, with those of the class, if that leaves
 * no choice.
 */
function withStacks(groups: readonly LeakGroup[], second: readonly LeakGroup[]): LeakGroup[] {
  const stacksOf = new Map(second.map((group) => [reasonOfGroup(group), group.allocation]))
  const unmatched = groups.filter((group) => !stacksOf.has(reasonOfGroup(group)))
  const matched = new Set(groups.map(reasonOfGroup))
  return groups.map((group) => {
    const known = stacksOf.get(reasonOfGroup(group))
    if (known) return { ...group, allocation: known }
    const isOnly = unmatched.filter(({ className }) => className === group.className).length === 1
    const others = second.filter(
      (other) => other.className === group.className && !matched.has(reasonOfGroup(other)),
    )
    const allocation = isOnly ? merged(others.flatMap((other) => other.allocation ?? [])) : []
    return allocation.length > 0 ? { ...group, allocation } : group
  })
}

function reasonOfGroup({ className, trace: { root, steps } }: LeakGroup): string {
  return reasonOf(
    className,
    root.label,
    steps.map(({ edge }) => edge),
  )
}

/** Equal stacks together, the most frequent first. */
function merged(stacks: readonly AllocationStack[]): AllocationStack[] {
  const byFrames = new Map<string, AllocationStack>()
  for (const { count, frames } of stacks) {
    const key = JSON.stringify(frames)
    byFrames.set(key, { count: count + (byFrames.get(key)?.count ?? 0), frames })
  }
  return [...byFrames.values()].sort((a, b) => b.count - a.count)
}

/** Anything can be thrown, also what cannot be made a string. */
function lineOf(error: unknown): string {
  try {
    return String(error).split('\n', 1)[0]
  } catch {
    return 'what is no error'
  }
}
