/**
 * Runs the corpus of leaks under Vitest and under Jest, on Node 22, 24 and 26: every leaking twin must fail with its reason, every fixed
 * one must pass. First the corpus itself is checked on each Node by V8's own count. Fails when any of it fails, or when a case is not run.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeMajor } from './nodes.ts'
import { nodeBinary } from './nodes.ts'
import { root } from './repository.ts'
import { run } from './run.ts'
import type { Runner } from './runners.ts'
import { runTests } from './runners.ts'
import { countOf } from './test-results.ts'
import { twoAtOnce } from './two-at-once.ts'

/** A line of the table. */
interface Row {
  readonly node: string
  readonly what: string
  readonly passed: number
  readonly expected: number
  readonly ok: boolean
  readonly seconds: number
  /** What to show when it failed. */
  readonly output: string
}

const NODES: readonly NodeMajor[] = [22, 24, 26]
const RUNNERS: readonly Runner[] = ['vitest', 'jest']

const corpus = join(root, 'corpus')
const caseCount = readdirSync(join(corpus, 'leaks')).filter((file) => file !== 'index.ts').length

const rows = await twoAtOnce(
  NODES.flatMap((major) => [
    () => checkCorpus(major),
    ...RUNNERS.map((runner) => () => runCorpus(major, runner)),
  ]),
)
const failed = rows.filter(({ ok }) => !ok)
for (const { node, what, output } of failed) console.log(`\n${node}, ${what}:\n${output}`)
console.log(['', 'Node    run      passed   time   ', ...rows.map(line)].join('\n'))
if (failed.length > 0) {
  console.error(`\n${failed.length} of ${rows.length} runs failed; their output stands above the table.`)
  process.exitCode = 1
}

async function checkCorpus(major: NodeMajor): Promise<Row> {
  const { exitCode, stdout, output, seconds } = await run(await nodeBinary(major), [
    join(corpus, 'oracle.ts'),
  ])
  const passed = Number.parseInt(stdout) || 0
  const ok = exitCode === 0 && passed === caseCount
  return done({ node: `Node ${major}`, what: 'corpus', passed, expected: caseCount, ok, seconds, output })
}

async function runCorpus(major: NodeMajor, runner: Runner): Promise<Row> {
  const node = await nodeBinary(major)
  const { exitCode, results, seconds, output } = await runTests({
    runner,
    node,
    installedIn: root,
    cwd: corpus,
    limit: 1800,
  })
  const passed = countOf(results, 'passed')
  const expected = 2 * caseCount
  const ok = exitCode === 0 && passed === expected
  return done({ node: `Node ${major}`, what: runner, passed, expected, ok, seconds, output })
}

function done(row: Row): Row {
  console.log(line(row))
  return row
}

function line({ node, what, passed, expected, ok, seconds }: Row): string {
  const verdict = ok ? 'ok' : 'FAILED'
  return `${node} ${what.padEnd(7)} ${`${passed}/${expected}`.padStart(7)} ${seconds.toFixed(1).padStart(6)} s  ${verdict}`
}
