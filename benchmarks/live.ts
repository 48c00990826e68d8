import { grouped, megabytes, ratio, timeCells } from './cells.ts'
import { LIVE_OBJECTS } from './contestants/live-objects.ts'
import type { Lap, Report } from './measure.ts'
import { lapsOf } from './measure.ts'
import type { Outcome } from './rounds.ts'
import { takeTurns } from './rounds.ts'
import { spreadOf } from './statistics.ts'
import type { Table } from './table.ts'

/** What refcycle's `snapshot()` took on another occasion: as many objects of CPython 3.11.7. */
const REFCYCLE = { milliseconds: 24_800, peakBytes: 1353 * 2 ** 20 }

/** The stages that `snapshot()` consists of; those before them make the objects. */
const STAGES = ['take the snapshot', 'parse', 'retainers']

/** A process full of objects that makes the graph of itself. */
export async function measureLive(options: { rounds: number; limit: number }): Promise<Outcome> {
  const nodeArgs = ['--expose-gc']
  const [outcome] = await takeTurns(['live-snapshot'], { heap: 'live', files: [], nodeArgs, ...options })
  return outcome
}

/** Ours beside the figures of refcycle. */
export function liveTable({ reports, failure }: Outcome): Table {
  const title = `Whole snapshot() of a process with ${grouped(LIVE_OBJECTS)} live objects`
  const head = ['by', 'ms', 'min–max', '× toleak', 'peak MB', '× toleak', 'added MB']
  if (failure !== undefined) return { title, head, rows: [], wordColumns: 1, notes: [failure] }

  const time = spreadOf(reports.map(({ laps }) => laps.filter(isOfSnapshot).reduce(sum, 0)))
  const peak = spreadOf(reports.map(peakOf))
  const added = spreadOf(reports.map((report) => peakOf(report) - residentBefore(report)))
  const ours = ['toleak', ...timeCells(time), '1.0', megabytes(peak.median), '1.0', megabytes(added.median)]
  const refcycle = [
    'refcycle (not of this run)',
    grouped(REFCYCLE.milliseconds),
    '',
    ratio(REFCYCLE.milliseconds, time.median),
    megabytes(REFCYCLE.peakBytes),
    ratio(REFCYCLE.peakBytes, peak.median),
    '',
  ]
  const notes = [
    'refcycle: measured earlier on CPython 3.11.7 with as many Python objects, 24.8 s and 1353 MB; not of this run',
    `toleak: ${grouped(reports[0].findings.nodes)} nodes, because V8’s own records and strings are among them`,
    `toleak: ${STAGES.map((stage) => `${stage} ${grouped(medianOf(stage, reports))} ms`).join(', ')}`,
    'added: the peak less what the process held before, its objects among that',
  ]
  return { title, head, rows: [ours, refcycle], wordColumns: 1, notes }
}

function isOfSnapshot({ stage }: Lap): boolean {
  return STAGES.includes(stage)
}

function sum(milliseconds: number, lap: Lap): number {
  return milliseconds + lap.milliseconds
}

function peakOf({ laps }: Report): number {
  return laps[laps.length - 1].peakBytes
}

function residentBefore({ laps }: Report): number {
  return laps[laps.findIndex(isOfSnapshot) - 1].residentBytes
}

function medianOf(stage: string, reports: readonly Report[]): number {
  return spreadOf(lapsOf(stage, reports).map(({ milliseconds }) => milliseconds)).median
}
