/** `npm run bench`: measures toleak and its rivals side by side and prints what came out. README.md has the flags. */
import { writeFileSync } from 'node:fs'
import { megabytes } from './cells.ts'
import { CONTESTANTS } from './comparisons.ts'
import type { Flags, Subject } from './flags.ts'
import { FlagError, HELP, readFlags } from './flags.ts'
import { snapshotsOf } from './heaps/snapshots.ts'
import { liveTable, measureLive } from './live.ts'
import { describeMachine } from './machine.ts'
import { measure } from './measure.ts'
import type { HeapResult } from './report.ts'
import { comparisonTable, heapsTable, stagesTable } from './report.ts'
import { installRivals } from './rivals.ts'
import type { Outcome } from './rounds.ts'
import { takeTurns } from './rounds.ts'
import { tableAsMarkdown, tableAsText } from './table.ts'

/** What rivals need for ten million nodes; all contestants get it there, and Node's own limit elsewhere. */
const LARGE_HEAP = ['--max-old-space-size=16384']

try {
  const flags = readFlags(process.argv.slice(2))
  if (flags.help) console.log(HELP)
  else await run(flags)
} catch (error) {
  if (!(error instanceof FlagError)) throw error
  console.error(error.message)
  process.exitCode = 2
}

async function run(flags: Flags): Promise<void> {
  await installRivals()
  const header = [...describeMachine(), `Rounds: ${flags.rounds}. ${await emptyProcess(flags)}`]
  const results: HeapResult[] = []
  let live: Outcome | undefined
  for (const subject of flags.subjects) {
    if (subject === 'live') live = await measureLive(flags)
    else results.push(await measureOn(subject, flags))
  }
  print(header, results, live, flags)
  if (flags.json !== undefined)
    writeFileSync(flags.json, JSON.stringify({ header, results, live }, undefined, 2) + '\n')
}

async function emptyProcess({ limit }: Flags): Promise<string> {
  const measurement = await measure('nothing', [], { nodeArgs: [], limit })
  if ('failure' in measurement) throw new Error(`Cannot start a Node process: ${measurement.failure}`)
  return `A Node process that does nothing peaks at ${megabytes(measurement.laps[0].peakBytes)} MB.`
}

async function measureOn(heap: Exclude<Subject, 'live'>, { rounds, limit }: Flags): Promise<HeapResult> {
  const snapshots = await snapshotsOf(heap)
  const { first, later, nodes } = snapshots
  const contestants = CONTESTANTS.filter((name) => name !== 'toleak-diff' || later !== undefined)
  const outcomes = await takeTurns(contestants, {
    heap,
    files: later === undefined ? [first] : [first, later],
    expected: { nodes },
    rounds,
    limit,
    nodeArgs: heap === '1e7' ? LARGE_HEAP : [],
  })
  return { heap, snapshots, outcomes }
}

function print(
  header: readonly string[],
  results: readonly HeapResult[],
  live: Outcome | undefined,
  { markdown }: Flags,
): void {
  const ofHeaps =
    results.length === 0 ? [] : [heapsTable(results), comparisonTable(results), stagesTable(results)]
  const tables = [...ofHeaps, ...(live ? [liveTable(live)] : [])]
  const lines = markdown ? header.map((line) => `- ${line}`) : header
  console.log([lines.join('\n'), ...tables.map(markdown ? tableAsMarkdown : tableAsText)].join('\n\n'))
}
