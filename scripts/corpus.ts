/**
 * Runs the corpus of leaks under Vitest and under Jest, on Node 22, 24 and 26: every leaking twin must fail with its reason, every fixed
 * one must pass. First the corpus itself is checked on each Node by V8's own count, and every proposed cut by an oracle. Fails when any of
 * it fails, or when a case is not run.
 *
 *     node scripts/corpus.ts --node 24 --runner vitest --kind timers --kind streams --no-checks --json corpus.json
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bareKinds, caseFilesOf, KIND_OF_TEST_FILE, kindsFor } from '../corpus/case-files.ts'
import type { CaseOutcome } from '../corpus/verdict.ts'
import type { NodeMajor } from './nodes.ts'
import { nodeBinary } from './nodes.ts'
import { root } from './repository.ts'
import type { Outcome } from './run.ts'
import { run } from './run.ts'
import type { Runner } from './runners.ts'
import { runTests } from './runners.ts'
import { twoAtOnce } from './two-at-once.ts'

/** One run of the whole corpus. */
interface CorpusRun {
  readonly node: NodeMajor
  /** `oracle` checks the corpus without toleak, `cuts` what toleak proposes to cut. */
  readonly what: Runner | Check
  /** Empty for the checks. */
  readonly outcomes: readonly CaseOutcome[]
  /** Cases that are as they should be. */
  readonly right: number
  readonly expected: number
  readonly ok: boolean
  readonly seconds: number
  /** What to show when it failed. */
  readonly output: string
}

/** A script of the corpus that ends with how many cases are right. */
type Check = 'oracle' | 'cuts'

const CHECKS: Readonly<Record<Check, string>> = { oracle: 'oracle.ts', cuts: 'cut-oracle.ts' }

/** A line of the table: all cases of one kind, in every run. */
interface KindRow {
  readonly kind: string
  readonly cases: number
  /** Twins run, in every run together. */
  readonly runs: number
  readonly detected: number
  readonly silent: number
  readonly culpritNamed: number
  readonly cutRight: number
  readonly adviceGiven: number
  /** Cases in which an advice is due. */
  readonly adviceDue: number
}

const { values: options } = parseArgs({
  options: {
    node: { type: 'string', multiple: true },
    runner: { type: 'string', multiple: true },
    kind: { type: 'string', multiple: true },
    checks: { type: 'boolean', default: true },
    json: { type: 'string' },
  },
  allowNegative: true,
})
const NODES = ([22, 24, 26] as const).filter((major) => options.node?.includes(String(major)) ?? true)
const RUNNERS = (['vitest', 'jest'] as const).filter((runner) => options.runner?.includes(runner) ?? true)

const corpus = join(root, 'corpus')
if (options.kind !== undefined) process.env.TOLEAK_CORPUS_KINDS = options.kind.join()

const runs = await twoAtOnce(
  NODES.flatMap((major) => [
    ...(options.checks ? (['oracle', 'cuts'] as const) : []).map((what) => () => checkCorpus(major, what)),
    ...RUNNERS.map((runner) => () => runCorpus(major, runner)),
  ]),
)
const failed = runs.filter(({ ok }) => !ok)
for (const { node, what, output } of failed) console.log(`\nNode ${node}, ${what}:\n${output}`)
const kinds = rowsByKind(runs.flatMap(({ outcomes }) => outcomes))
console.log(['', ...runs.map(runLine), '', ...kindTable(kinds)].join('\n'))
if (options.json !== undefined)
  writeFileSync(
    options.json,
    JSON.stringify({ kinds, runs: runs.map(({ output: _, ...told }) => told) }, undefined, 2),
  )
if (failed.length > 0) {
  console.error(`\n${failed.length} of ${runs.length} runs failed; their output stands above the table.`)
  process.exitCode = 1
}

async function checkCorpus(node: NodeMajor, what: Check): Promise<CorpusRun> {
  const binary = await nodeBinary(node)
  const kinds = bareKinds(corpus).filter((kind) => options.kind?.includes(kind) ?? true)
  const checked: Outcome[] = []
  // a process for each kind: what one loads and leaves behind would be in every heap of the next
  for (const kind of kinds)
    checked.push(await run(binary, [join(corpus, CHECKS[what]), kind], { limit: 3600 }))
  const right = sum(checked.map(({ stdout }) => Number.parseInt(stdout) || 0))
  const expected = countCases(kinds)
  return done({
    node,
    what,
    outcomes: [],
    right,
    expected,
    ok: checked.every(({ exitCode }) => exitCode === 0) && right === expected,
    seconds: sum(checked.map(({ seconds }) => seconds)),
    output: checked.map(({ output }) => output).join(''),
  })
}

async function runCorpus(major: NodeMajor, runner: Runner): Promise<CorpusRun> {
  const node = await nodeBinary(major)
  const folder = mkdtempSync(join(tmpdir(), 'toleak-outcomes-'))
  try {
    const { exitCode, seconds, output } = await runTests({
      runner,
      node,
      installedIn: root,
      cwd: corpus,
      limit: 7200,
      env: { TOLEAK_CORPUS_OUTCOMES: folder },
    })
    const outcomes = readdirSync(folder).map(
      (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CaseOutcome,
    )
    const kinds = kindsFor(runner, corpus)
    const right = outcomes.filter(isRight).length
    const expected = 2 * (countCases(kinds) + Number(kinds.includes(KIND_OF_TEST_FILE)))
    return done({
      node: major,
      what: runner,
      outcomes,
      right,
      expected,
      ok: exitCode === 0 && right === expected && outcomes.length === expected,
      seconds,
      output,
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}

function countCases(kinds: readonly string[]): number {
  return kinds.flatMap((kind) => caseFilesOf(kind, corpus)).length
}

function isRight(outcome: CaseOutcome): boolean {
  return outcome.twin === 'fixed' ? outcome.silent : outcome.complaints.length === 0
}

function rowsByKind(outcomes: readonly CaseOutcome[]): KindRow[] {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].sort()
  return [...kinds, undefined].map((wanted) => {
    const those = outcomes.filter(({ kind }) => wanted === undefined || kind === wanted)
    const leaking = those.filter((outcome) => outcome.twin === 'leaking')
    const fixed = those.filter((outcome) => outcome.twin === 'fixed')
    return {
      kind: wanted ?? 'all',
      cases: new Set(those.map(({ kind, name }) => `${kind}/${name}`)).size,
      runs: leaking.length,
      detected: leaking.filter(({ detected }) => detected).length,
      silent: fixed.filter(({ silent }) => silent).length,
      culpritNamed: leaking.filter(({ culpritNamed }) => culpritNamed).length,
      cutRight: leaking.filter(({ cutRight }) => cutRight).length,
      adviceGiven: leaking.filter(({ advice }) => advice === 'given').length,
      adviceDue: leaking.filter(({ advice }) => advice !== 'none due').length,
    }
  })
}

function kindTable(rows: readonly KindRow[]): string[] {
  const cells = rows.map((row) => [
    row.kind,
    String(row.cases),
    `${row.detected}/${row.runs}`,
    `${row.silent}/${row.runs}`,
    `${row.culpritNamed}/${row.runs}`,
    `${row.cutRight}/${row.runs}`,
    `${row.adviceGiven}/${row.adviceDue}`,
  ])
  const head = ['kind', 'cases', 'detected', 'silent', 'culprit named', 'cut right', 'advice given']
  return [head, ...cells].map(([kind, ...numbers]) =>
    [
      kind.padEnd(12),
      ...numbers.map((number, column) => number.padStart(Math.max(8, head[column + 1].length + 2))),
    ].join(''),
  )
}

function done(finished: CorpusRun): CorpusRun {
  console.log(runLine(finished))
  return finished
}

function runLine({ node, what, right, expected, ok, seconds }: CorpusRun): string {
  const verdict = ok ? 'ok' : 'FAILED'
  return `Node ${node} ${what.padEnd(7)} ${`${right}/${expected}`.padStart(7)} ${seconds.toFixed(1).padStart(6)} s  ${verdict}`
}
