/**
 * Breaks each stage of the detection in turn: in every case a test must notice. Fails when one does not, when the same test fails with
 * nothing broken, or when what is to be broken is no longer there.
 *
 *     node scripts/mutations.ts
 *     node scripts/mutations.ts --only 'no realm is listed'
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Mutation } from '../mutations/mutation.ts'
import { mutate } from '../mutations/mutation.ts'
import { mutations } from '../mutations/mutations.ts'
import type { ProjectResult } from '../mutations/project-results.ts'
import { root } from './repository.ts'
import { run } from './run.ts'

/** What became of one mutation. */
interface Noticed {
  readonly mutation: Mutation
  readonly end: 'noticed' | 'NOT NOTICED' | 'NO SUCH TEST'
  /** Begin of the test's failure. */
  readonly failure: string
}

const { values: options } = parseArgs({ options: { only: { type: 'string', multiple: true } } })
const chosen = mutations.filter(({ broken }) => options.only?.includes(broken) ?? true)
for (const mutation of chosen)
  mutate(readFileSync(join(root, 'packages/core/src', mutation.file), 'utf8'), mutation)

const results = await runMutated()
const control = results.filter(({ project }) => project === 'nothing')
const rows = chosen.map((mutation): Noticed => judge(mutation))
const wrong = control.filter(({ failure }) => failure !== undefined)
const width = Math.max(...rows.map(({ mutation: { file } }) => file.length))
for (const { mutation, end, failure } of rows)
  console.log(
    `${end.padEnd(12)} ${mutation.file.padEnd(width)}  ${mutation.broken}\n${' '.repeat(13)}${failure}`,
  )
for (const { test, failure } of wrong) console.log(`Fails with nothing broken: ${test}\n${failure}`)
const noticed = rows.filter(({ end }) => end === 'noticed').length
console.log(
  `${noticed} of ${rows.length} mutations are noticed; ${control.length} tests pass with nothing broken.`,
)
process.exitCode = noticed === rows.length && wrong.length === 0 ? 0 : 1

function judge(mutation: Mutation): Noticed {
  const { name } = mutation.noticedBy
  const tests = results.filter(({ project }) => project === mutation.broken)
  const isKnown = control.some(({ test }) => test === name)
  if (tests.length === 0 || !isKnown) return { mutation, end: 'NO SUCH TEST', failure: name }
  const failure = tests.find((test) => test.failure !== undefined)?.failure
  return failure === undefined
    ? { mutation, end: 'NOT NOTICED', failure: `It passes: ${name}` }
    : { mutation, end: 'noticed', failure: failure.split('\n', 1)[0].slice(0, 150) }
}

/** What became of the tests of all the mutations and, in project `nothing`, with nothing broken. */
async function runMutated(): Promise<ProjectResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'toleak-mutations-'))
  const file = join(folder, 'results.json')
  try {
    copyCores(folder)
    const { output } = await run(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        `--config=${join(root, 'mutations/vitest.config.ts')}`,
        `--reporter=${join(root, 'mutations/project-results.ts')}`,
        '--maxWorkers=2',
        ...['nothing', ...chosen.map(({ broken }) => broken)].map((name) => `--project=${name}`),
      ],
      {
        env: { TOLEAK_MUTANTS: join(folder, 'packages'), TOLEAK_PROJECT_RESULTS: file },
        limit: 1800,
      },
    )
    if (!existsSync(file))
      throw new Error(`Cannot run the tests: Vitest wrote no results, expected some.\n${output}`)
    return JSON.parse(readFileSync(file, 'utf8')) as ProjectResult[]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A copy of core for each mutation, laid out as the repository is, so that relative paths keep their meaning. */
function copyCores(folder: string): void {
  const core = join(root, 'packages/core')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'))
  for (const [index, mutation] of [...mutations.entries(), ['nothing', undefined] as const]) {
    const copy = join(folder, 'packages', String(index))
    mkdirSync(copy, { recursive: true })
    if (mutation && !chosen.includes(mutation)) continue
    for (const part of ['package.json', 'tsconfig.json', 'src', 'test'])
      cpSync(join(core, part), join(copy, part), { recursive: true })
    if (!mutation) continue
    const file = join(copy, 'src', mutation.file)
    writeFileSync(file, mutate(readFileSync(file, 'utf8'), mutation))
  }
}
