import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/repository.ts'
import { run, runOrThrow } from '../scripts/run.ts'
import { runTests } from '../scripts/runners.ts'
import { readProjectResults } from './project-results.ts'

/** How an assertion on a leak ended: `error` is one of toleak's own, that it cannot measure; `BROKEN` is any other. */
export type LeakEnd = 'error' | 'found' | 'SILENT' | 'BROKEN'

/** What the assertions of one copy of core ended in, in one runner. */
export interface RunTimeEnds {
  /** Folder of the copy. */
  readonly copy: string
  /** Runner, and Vitest's pool. */
  readonly place: string
  readonly ends: readonly LeakEnd[]
  /** Of the first assertion that ended in an error, or broke. */
  readonly message?: string
}

const POOLS = ['forks', 'vmThreads']

/**
 * Builds copies of core, gives each to a project of its own as npm would install it, and runs leaks there in Vitest and in Jest.
 *
 * @param folder where the projects are put; `node_modules` of the repository must be in it or above
 * @param copies absolute path of the folder of the copies
 * @param names of the copies
 */
export async function runLeaks(
  folder: string,
  copies: string,
  names: readonly string[],
): Promise<RunTimeEnds[]> {
  const projects = join(folder, 'projects')
  for (const name of names) {
    await runOrThrow(process.execPath, [join(root, 'node_modules/tsup/dist/cli-default.js'), '--no-dts'], {
      cwd: join(copies, name),
    })
    createProject(join(projects, name), join(copies, name))
  }
  return [...(await inVitest(projects, names)), ...(await inJest(projects, names))]
}

function createProject(project: string, core: string): void {
  for (const [name, from] of [
    ['core', core],
    ['vitest', join(root, 'packages/vitest')],
    ['jest', join(root, 'packages/jest')],
  ] as const)
    for (const part of ['package.json', 'dist'])
      cpSync(join(from, part), join(project, 'node_modules/@toleak', name, part), { recursive: true })
  mkdirSync(join(project, 'test'))
  cpSync(join(import.meta.dirname, 'run-time/leak.mjs'), join(project, 'test/leak.mjs'))
  const write = (file: string, text: string) => writeFileSync(join(project, file), text)
  write('package.json', JSON.stringify({ name: 'leaks', type: 'module' }))
  write(
    'test/leak.vitest.js',
    `import { describe, expect, test } from 'vitest'
import { leaks } from './leak.mjs'
leaks({ describe, expect, test }, 'leaks')
`,
  )
  write(
    'test/leak.jest.js',
    `import { leaks } from './leak.mjs'
leaks({ describe, expect, test }, import.meta.dirname.split('/').at(-2))
`,
  )
  write(
    'jest.config.js',
    `export default {
  setupFilesAfterEnv: ['@toleak/jest'],
  testMatch: ['<rootDir>/test/leak.jest.js'],
  transform: {},
  haste: { forceNodeFilesystemAPI: true },
}
`,
  )
}

async function inVitest(projects: string, names: readonly string[]): Promise<RunTimeEnds[]> {
  const config = join(projects, 'vitest.config.js')
  const file = join(projects, 'vitest.json')
  const settings = names.flatMap((name) =>
    POOLS.map((pool) => ({
      root: join(projects, name),
      test: {
        name: `${name} ${pool}`,
        pool,
        include: ['test/leak.vitest.js'],
        setupFiles: ['@toleak/vitest'],
        testTimeout: 60_000,
      },
    })),
  )
  writeFileSync(config, `export default ${JSON.stringify({ test: { projects: settings } })}`)
  const { output } = await run(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      `--config=${config}`,
      `--reporter=${join(import.meta.dirname, 'project-results.ts')}`,
      '--maxWorkers=2',
    ],
    { cwd: projects, env: { TOLEAK_PROJECT_RESULTS: file }, limit: 1800 },
  )
  const results = readProjectResults(file, output)
  return names.flatMap((copy) =>
    POOLS.map((pool) => {
      const those = results.filter(({ project }) => project === `${copy} ${pool}`)
      return endsOf(
        copy,
        `vitest ${pool}`,
        those.map(({ failure = '' }) => failure),
      )
    }),
  )
}

async function inJest(projects: string, names: readonly string[]): Promise<RunTimeEnds[]> {
  const { results } = await runTests({
    runner: 'jest',
    node: process.execPath,
    nodeArgs: ['--experimental-vm-modules'],
    installedIn: root,
    cwd: projects,
    args: [
      '--maxWorkers=2',
      '--testTimeout=60000',
      '--projects',
      ...names.map((name) => join(projects, name)),
    ],
    limit: 1800,
  })
  return names.map((copy) => {
    const those = results.filter(({ title }) => title.startsWith(`${copy} `))
    return endsOf(
      copy,
      'jest',
      those.map(({ failure }) => failure),
    )
  })
}

function endsOf(copy: string, place: string, failures: readonly string[]): RunTimeEnds {
  const errors = failures.filter((failure) => ['error', 'BROKEN'].includes(endOf(failure)))
  return { copy, place, ends: failures.map(endOf), message: errors[0]?.split('\n', 1)[0] }
}

function endOf(failure: string): LeakEnd {
  if (failure === '') return 'SILENT'
  if (/^(CaptureError|SnapshotFormatError)\b/.test(failure)) return 'error'
  return / is still alive /.test(failure) ? 'found' : 'BROKEN'
}
