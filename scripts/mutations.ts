/**
 * Breaks each stage of the detection in turn. In every case a test must notice; and where a realm's self-check can tell, an assertion on
 * a leak must end in an error when it runs, in real Vitest and Jest. Fails when one does not, when the same tests fail with nothing
 * broken, or when what is to be broken is no longer there.
 *
 *     node scripts/mutations.ts
 *     node scripts/mutations.ts --no-run-time --only 'no realm is listed'
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { copyCores, NOTHING } from '../mutations/copies.ts'
import type { Mutation } from '../mutations/mutation.ts'
import { mutations } from '../mutations/mutations.ts'
import type { ProjectResult } from '../mutations/project-results.ts'
import { readProjectResults } from '../mutations/project-results.ts'
import type { RunTimeEnds } from '../mutations/run-time.ts'
import { runLeaks } from '../mutations/run-time.ts'
import { root } from './repository.ts'
import { run } from './run.ts'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    tests: { type: 'boolean', default: true },
    'run-time': { type: 'boolean', default: true },
  },
  allowNegative: true,
})
/** By the name of the copy's folder. */
const chosen = new Map<string, Mutation>(
  mutations
    .map((mutation, index) => [String(index), mutation] as const)
    .filter(([, { broken }]) => options.only?.includes(broken) ?? true),
)
if (chosen.size === 0) throw new Error(`Nothing is called ${options.only?.join(', ')}, expected a mutation.`)

const folder = mkdtempSync(join(tmpdir(), 'toleak-mutations-'))
try {
  const copies = copyCores(folder, chosen)
  if (options.tests) judgeTests(await runMutated(copies))
  if (options['run-time']) {
    const asked = [...chosen.keys()].filter((name) => chosen.get(name)?.atRunTime !== undefined)
    judgeRunTime(await runLeaks(folder, copies, [NOTHING, ...asked]))
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** What became of the tests of all the mutations and, in project `nothing`, with nothing broken. */
async function runMutated(copies: string): Promise<ProjectResult[]> {
  const file = join(copies, 'results.json')
  const { output } = await run(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      `--config=${join(root, 'mutations/vitest.config.ts')}`,
      `--reporter=${join(root, 'mutations/project-results.ts')}`,
      '--maxWorkers=2',
    ],
    { env: { TOLEAK_MUTANTS: copies, TOLEAK_PROJECT_RESULTS: file }, limit: 1800 },
  )
  return readProjectResults(file, output)
}

function judgeTests(results: readonly ProjectResult[]): void {
  const control = results.filter(({ project }) => project === NOTHING)
  const rows = [...chosen].map(([copy, mutation]) => {
    const { name } = mutation.noticedBy
    const tests = results.filter(({ project }) => project === copy)
    const failure = tests.find((test) => test.failure !== undefined)?.failure
    const exists = tests.length > 0 && control.some(({ test }) => test === name)
    if (!exists) return { mutation, end: 'NO SUCH TEST', words: name }
    return failure === undefined
      ? { mutation, end: 'NOT NOTICED', words: `It passes: ${name}` }
      : { mutation, end: 'noticed', words: short(failure) }
  })
  for (const { mutation, end, words } of rows)
    console.log(`${end.padEnd(12)} ${mutation.file}: ${mutation.broken}\n             ${words}`)
  const wrong = control.filter(({ failure }) => failure !== undefined)
  for (const { test, failure } of wrong) console.log(`Fails with nothing broken: ${test}\n${failure}`)
  const noticed = rows.filter(({ end }) => end === 'noticed').length
  console.log(
    `\n${noticed} of ${rows.length} mutations are noticed; ${control.length - wrong.length} of ${control.length} tests pass with nothing broken.\n`,
  )
  if (noticed < rows.length || wrong.length > 0) process.exitCode = 1
}

function judgeRunTime(runs: readonly RunTimeEnds[]): void {
  let right = 0
  for (const { copy, place, ends, message = '' } of runs) {
    const mutation = chosen.get(copy)
    const isRight =
      ends.length === 3 &&
      ends.every((end) =>
        mutation === undefined
          ? end === 'found'
          : end === 'error' || (end === 'found' && mutation.atRunTime === 'never green'),
      )
    if (isRight) right++
    console.log(
      `${(isRight ? 'ok' : 'WRONG').padEnd(6)} ${place.padEnd(16)} ${ends.join(', ').padEnd(22)} ${mutation?.broken ?? 'nothing is broken'}\n       ${short(message)}`,
    )
  }
  console.log(`\n${right} of ${runs.length} end as they must at run time.`)
  if (right < runs.length) process.exitCode = 1
}

function short(failure: string): string {
  return failure.split('\n', 1)[0].slice(0, 150)
}
