import { grouped, megabytes, perNode, ratio, timeCells } from './cells.ts'
import type { Comparison, Entry } from './comparisons.ts'
import { COMPARISONS, costOf } from './comparisons.ts'
import type { Snapshots } from './heaps/snapshots.ts'
import type { Report } from './measure.ts'
import { lapsOf } from './measure.ts'
import type { Outcome } from './rounds.ts'
import type { Spread } from './statistics.ts'
import { spreadOf } from './statistics.ts'
import type { Table } from './table.ts'

/** All that was measured on one heap. */
export interface HeapResult {
  readonly heap: string
  readonly snapshots: Snapshots
  readonly outcomes: readonly Outcome[]
}

const NOTHING = '—'

/** The heaps that were measured on. */
export function heapsTable(results: readonly HeapResult[]): Table {
  return {
    title: 'Heaps',
    head: ['heap', 'nodes', 'edges', 'file MB'],
    rows: results.map(({ heap, snapshots: { nodes, edges, bytes } }) => [
      heap,
      grouped(nodes),
      grouped(edges),
      megabytes(bytes),
    ]),
    wordColumns: 1,
    notes: [],
  }
}

/** Everything side by side. */
export function comparisonTable(results: readonly HeapResult[]): Table {
  const rows = COMPARISONS.flatMap((comparison) =>
    results.flatMap((result) => comparisonRows(comparison, result)),
  )
  const failures = results.flatMap(({ heap, outcomes }) =>
    outcomes.flatMap(({ contestant, failure }) => (failure ? [`${contestant} on ${heap}: ${failure}`] : [])),
  )
  return {
    title: 'Time (median of the rounds) and peak memory of a process that does this alone',
    head: ['what', 'heap', 'by', 'ms', 'min–max', '× toleak', 'peak MB', '× toleak', 'ns/node'],
    rows,
    wordColumns: 3,
    notes: failures,
  }
}

function comparisonRows({ title, entries }: Comparison, result: HeapResult): string[][] {
  const spreads = entries.map((entry) => spreadsOf(entry, result))
  const ours = spreads[0]
  if (!ours) return []
  return entries.map(({ name }, index) => {
    const theirs = spreads[index]
    if (!theirs) return [title, result.heap, name, NOTHING, '', '', NOTHING, '', '']
    const { time, peak } = theirs
    return [
      title,
      result.heap,
      name,
      ...timeCells(time),
      ratio(time.median, ours.time.median),
      megabytes(peak.median),
      ratio(peak.median, ours.peak.median),
      perNode(time.median, result.snapshots.nodes),
    ]
  })
}

function spreadsOf(
  { contestant, upTo }: Entry,
  { outcomes }: HeapResult,
): { time: Spread; peak: Spread } | undefined {
  const reports = outcomes.find((outcome) => outcome.contestant === contestant)?.reports ?? []
  const costs = reports.flatMap((report) => costOf(report, upTo) ?? [])
  if (costs.length === 0) return undefined
  return {
    time: spreadOf(costs.map(({ milliseconds }) => milliseconds)),
    peak: spreadOf(costs.map(({ peakBytes }) => peakBytes)),
  }
}

/** Where toleak's own time goes. */
export function stagesTable(results: readonly HeapResult[]): Table {
  const rows = results.flatMap(({ heap, snapshots, outcomes }) =>
    outcomes
      .filter(({ contestant }) => contestant === 'toleak' || contestant === 'toleak-diff')
      .flatMap(({ contestant, reports }) => {
        // the diff's process begins with a parse, which the other's has shown
        const stages = stagesOf(reports).filter((stage) => contestant === 'toleak' || stage === 'diff')
        return stages.map((stage) => [heap, ...stageCells(stage, reports, snapshots.nodes)])
      }),
  )
  return {
    title: 'Stages of toleak',
    head: ['heap', 'stage', 'ms', 'min–max', 'ns/node', 'peak MB so far'],
    rows,
    wordColumns: 2,
    notes: [],
  }
}

function stagesOf(reports: readonly Report[]): string[] {
  return reports.length === 0 ? [] : reports[0].laps.map(({ stage }) => stage)
}

function stageCells(stage: string, reports: readonly Report[], nodes: number): string[] {
  const laps = lapsOf(stage, reports)
  const time = spreadOf(laps.map(({ milliseconds }) => milliseconds))
  const peak = spreadOf(laps.map(({ peakBytes }) => peakBytes))
  return [stage, ...timeCells(time), perNode(time.median, nodes), megabytes(peak.median)]
}
