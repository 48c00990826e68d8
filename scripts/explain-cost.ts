/**
 * What explaining costs beside the snapshot that it explains, in real workers of Jest: cases of the corpus fail there, and the reports
 * that they leave say how long each stage took. `explain` contains the reading of the snapshot. Build first.
 *
 *     node scripts/explain-cost.ts --node 24 --kind listeners --kind properties
 *
 * The first failure of a worker is told apart: there the code of toleak runs for the first time, as it does in most failing test runs.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { bareKinds } from '../corpus/case-files.ts'
import type { NodeMajor } from './nodes.ts'
import { MAJORS, nodeBinary } from './nodes.ts'
import { root } from './repository.ts'
import { runTests } from './runners.ts'

/** One failure: milliseconds. */
interface Cost {
  readonly snapshot: number
  readonly explain: number
  /** Of its worker. */
  readonly isFirst: boolean
}

const { values: options } = parseArgs({
  options: { node: { type: 'string' }, kind: { type: 'string', multiple: true } },
})
const major = MAJORS.find((one) => String(one) === (options.node ?? '24'))
if (major === undefined)
  throw new Error(`No Node ${options.node} here, expected one of ${MAJORS.join(', ')}.`)
const kinds = options.kind ?? bareKinds(join(root, 'corpus'))

const costs = await failInJest(major, kinds)
console.log(`Node ${major}, ${costs.length} failures in ${kinds.length} workers of Jest, medians:`)
console.log(
  lineOf(
    'the first of each worker',
    costs.filter(({ isFirst }) => isFirst),
  ),
)
console.log(
  lineOf(
    'all others',
    costs.filter(({ isFirst }) => !isFirst),
  ),
)

async function failInJest(node: NodeMajor, asked: readonly string[]): Promise<Cost[]> {
  const reports = mkdtempSync(join(tmpdir(), 'toleak-explain-cost-'))
  try {
    const { exitCode, output } = await runTests({
      runner: 'jest',
      node: await nodeBinary(node),
      installedIn: root,
      cwd: join(root, 'corpus'),
      limit: 1800,
      env: { TOLEAK_CORPUS_KINDS: asked.join(), TOLEAK_CORPUS_REPORTS: reports },
    })
    const found = costsIn(reports)
    if (found.length === 0) throw new Error(`Jest left no report and ended with ${exitCode}.\n${output}`)
    return found
  } finally {
    rmSync(reports, { recursive: true })
  }
}

/** The reports in the order in which they were written. */
function costsIn(folder: string): Cost[] {
  const seen = new Set<string>()
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !basename(file).startsWith('manifest'))
    .map((file) => join(folder, file))
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
    .map((file) => {
      const { testName, timings } = JSON.parse(readFileSync(file, 'utf8')) as {
        testName: string
        timings: { snapshot: number; explain: number }
      }
      // `listeners: event-emitter fails and says why`; each kind has a worker of its own
      const [kind] = testName.split(':')
      const isFirst = !seen.has(kind)
      seen.add(kind)
      return { ...timings, isFirst }
    })
}

function lineOf(which: string, costs: readonly Cost[]): string {
  const snapshot = median(costs.map((cost) => cost.snapshot))
  const explain = median(costs.map((cost) => cost.explain))
  const ratio = median(costs.map((cost) => cost.explain / cost.snapshot))
  return (
    `  ${which.padEnd(25)}${String(costs.length).padStart(4)}  snapshot ${snapshot.toFixed(0).padStart(5)} ms  ` +
    `explain ${explain.toFixed(0).padStart(5)} ms  explain / snapshot ${ratio.toFixed(2)}`
  )
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2
}
