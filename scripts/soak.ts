/**
 * Asserts on bodies that leak nothing, again and again, in every way in which the runners run tests: any alarm is a bug of toleak. Fails
 * when there is one, when a measurement is refused, or when fewer assertions are made than asked for.
 *
 *     node scripts/soak.ts --assertions 5000
 *     node scripts/soak.ts --only 'vitest forks' --only 'jest in band' --theme language --class-less --json soak.json
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CleanBody } from '../soak/clean-body.ts'
import type { SoakOutcome } from '../soak/outcome.ts'
import { installOnce } from './install-once.ts'
import { cache, manifestOf, root } from './repository.ts'
import type { Runner } from './runners.ts'
import { runTests } from './runners.ts'

/** One way to run the tests. */
interface Configuration {
  readonly name: string
  readonly runner: Runner
  readonly args: readonly string[]
  readonly nodeArgs?: readonly string[]
  /** Arguments that need a folder of this run, such as where coverage is written. */
  readonly inFolder?: (folder: string) => readonly string[]
  readonly env?: (folder: string) => Record<string, string>
  /** A package of Vitest's that it needs and the repository has not. */
  readonly needs?: CoveragePackage
}

type CoveragePackage = '@vitest/coverage-v8' | '@vitest/coverage-istanbul'

/** What became of one configuration. */
interface SoakRun {
  readonly name: string
  readonly assertions: number
  readonly expected: number
  readonly alarms: number
  readonly errors: number
  readonly seconds: number
  readonly ok: boolean
}

const POOLS = ['forks', 'threads', 'vmForks', 'vmThreads'] as const
const ESM = ['--experimental-vm-modules']

const CONFIGURATIONS: readonly Configuration[] = [
  ...POOLS.map((pool) => vitest(pool, [`--pool=${pool}`])),
  ...(['forks', 'threads'] as const).map((pool) =>
    vitest(`${pool}, no isolation`, [`--pool=${pool}`, '--no-isolate', '--no-file-parallelism']),
  ),
  ...POOLS.map((pool) => vitestCoverage(pool, '@vitest/coverage-v8')),
  ...(['forks', 'vmThreads'] as const).map((pool) => vitestCoverage(pool, '@vitest/coverage-istanbul')),
  {
    ...vitest('forks, NODE_V8_COVERAGE', ['--pool=forks']),
    env: (folder) => ({ NODE_V8_COVERAGE: folder }),
  },
  vitest('forks, debugger port', [
    '--pool=forks',
    '--no-file-parallelism',
    '--execArgv=--inspect=127.0.0.1:0',
  ]),
  jest('workers', ['--maxWorkers=2']),
  jest('in band', ['--runInBand']),
  jest('worker threads', ['--maxWorkers=2', '--workerThreads']),
  { ...jest('ESM workers', ['--maxWorkers=2', ...esmConfig()]), nodeArgs: ESM },
  { ...jest('ESM in band', ['--runInBand', ...esmConfig()]), nodeArgs: ESM },
  jestCoverage('v8', ['--maxWorkers=2']),
  jestCoverage('babel', ['--maxWorkers=2']),
  jestCoverage('babel', ['--runInBand']),
  { ...jest('NODE_V8_COVERAGE', ['--maxWorkers=2']), env: (folder) => ({ NODE_V8_COVERAGE: folder }) },
  { ...jest('debugger port', ['--runInBand']), nodeArgs: ['--inspect=127.0.0.1:0'] },
]

const { values: options } = parseArgs({
  options: {
    assertions: { type: 'string', default: '0' },
    only: { type: 'string', multiple: true },
    theme: { type: 'string', multiple: true },
    'class-less': { type: 'boolean', default: false },
    prove: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})
const soak = join(root, 'soak')
const themes = readdirSync(join(soak, 'bodies'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((theme) => options.theme?.includes(theme) ?? true)
const bodies = { vitest: await countBodies('vitest'), jest: await countBodies('jest') }
const chosen = CONFIGURATIONS.filter(({ name }) => options.only?.includes(name) ?? true)
const unknown = options.only?.find((name) => !CONFIGURATIONS.some((known) => known.name === name))
if (unknown !== undefined || themes.length === 0 || chosen.length === 0)
  throw new Error(
    `Cannot soak: ${unknown === undefined ? `${themes.length} themes in ${chosen.length} configurations` : `no configuration "${unknown}"`}, ` +
      `expected some. There are: ${CONFIGURATIONS.map(({ name }) => name).join('; ')}.`,
  )

if (!/^\d+$/.test(options.assertions))
  throw new Error(
    `Cannot soak: --assertions is "${options.assertions}", expected a whole number, such as 5000; 0 asserts once on each body.`,
  )

const runs: SoakRun[] = []
// one at a time: several runners on a small machine only slow one another down
for (const [configuration, rounds] of shareOut(Number(options.assertions)))
  runs.push(await soakIn(configuration, rounds))
console.log(['', ...table(runs)].join('\n'))
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(runs, undefined, 2))
if (runs.some(({ ok }) => !ok)) process.exitCode = 1

async function soakIn(configuration: Configuration, rounds: number): Promise<SoakRun> {
  const { name, runner, args, nodeArgs, env, inFolder, needs } = configuration
  const scratch = mkdtempSync(join(tmpdir(), 'toleak-soak-'))
  const folder = join(scratch, 'coverage')
  const outcomeFolder = join(scratch, 'outcomes')
  mkdirSync(outcomeFolder)
  try {
    const result = await runTests({
      runner,
      node: process.execPath,
      nodeArgs,
      installedIn: root,
      cwd: soak,
      args: [...args, ...(inFolder?.(folder) ?? []), ...themes.map((theme) => `${runner}/${theme}.test.ts`)],
      env: {
        ...env?.(folder),
        ...(needs === undefined ? {} : { TOLEAK_SOAK_COVERAGE: await coveragePackage(needs) }),
        TOLEAK_SOAK_OUTCOMES: outcomeFolder,
        TOLEAK_SOAK_ROUNDS: String(rounds),
        ...(options['class-less'] ? { TOLEAK_SOAK_CLASS_LESS: '1' } : {}),
        ...(options.prove ? { TOLEAK_SOAK_PROVE: '1' } : {}),
      },
      limit: 3600,
    })
    const outcomes = readdirSync(outcomeFolder).map(
      (file) => JSON.parse(readFileSync(join(outcomeFolder, file), 'utf8')) as SoakOutcome,
    )
    const sum = (count: (outcome: SoakOutcome) => number) =>
      outcomes.reduce((total, outcome) => total + count(outcome), 0)
    const run = {
      name,
      assertions: sum(({ assertions }) => assertions),
      expected: bodies[runner] * rounds,
      alarms: sum(({ alarms }) => alarms.length),
      errors: sum(({ errors }) => errors.length),
      seconds: result.seconds,
    }
    const ok =
      result.exitCode === 0 && run.assertions === run.expected && run.alarms === 0 && run.errors === 0
    for (const { body, alarms, errors } of outcomes)
      for (const text of new Set([...alarms, ...errors]))
        console.log(`\n${name}: a body that ${body}\n${text}`)
    if (!ok && run.alarms + run.errors === 0) console.log(`\n${name}:\n${result.output}`)
    console.log(line({ ...run, ok }))
    return { ...run, ok }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

function vitest(name: string, args: readonly string[]): Configuration {
  return { name: `vitest ${name}`, runner: 'vitest', args: [...args, '--maxWorkers=2'] }
}

function vitestCoverage(pool: string, needs: CoveragePackage): Configuration {
  const kind = needs.slice('@vitest/coverage-'.length)
  return {
    ...vitest(`${pool}, ${kind} coverage`, [
      `--pool=${pool}`,
      '--coverage.enabled',
      '--coverage.provider=custom',
      `--coverage.customProviderModule=${join(root, 'soak/coverage-provider.js')}`,
      '--coverage.reporter=json',
    ]),
    inFolder: (folder) => [`--coverage.reportsDirectory=${folder}`],
    needs,
  }
}

function jest(name: string, args: readonly string[]): Configuration {
  return { name: `jest ${name}`, runner: 'jest', args }
}

function jestCoverage(provider: 'v8' | 'babel', args: readonly string[]): Configuration {
  const place = args.includes('--runInBand') ? 'in band' : 'workers'
  return {
    ...jest(`${place}, ${provider === 'babel' ? 'istanbul' : provider} coverage`, [
      ...args,
      '--coverage',
      `--coverageProvider=${provider}`,
      '--coverageReporters=json',
    ]),
    inFolder: (folder) => [`--coverageDirectory=${folder}`],
  }
}

function esmConfig(): string[] {
  return ['--config', join(root, 'soak/jest-esm.config.js')]
}

/** Absolute path of a coverage provider for the repository's Vitest. */
async function coveragePackage(name: CoveragePackage): Promise<string> {
  const { version } = manifestOf('node_modules/vitest')
  // else npm would install a second Vitest beside it
  process.env['npm_config_legacy_peer_deps'] = 'true'
  return await installOnce({
    folder: join(cache, 'coverage', `${name.replace('/', '-')}-${version}`),
    spec: `${name}@${version}`,
    file: join('node_modules', name, 'dist/index.js'),
  })
}

/** How often each configuration asserts on each body for all to make so many assertions: at least once, the first ones once more. */
function shareOut(assertions: number): [Configuration, number][] {
  const once = chosen.reduce((sum, { runner }) => sum + bodies[runner], 0)
  const least = Math.max(1, Math.floor(assertions / once))
  let left = assertions - least * once
  return chosen.map((configuration) => {
    const rounds = left > 0 ? least + 1 : least
    left -= bodies[configuration.runner]
    return [configuration, rounds]
  })
}

/** How many bodies a run asserts on. */
async function countBodies(runner: Runner): Promise<number> {
  const lists = await Promise.all(
    themes.map(async (theme) => {
      const module = (await import(join(soak, 'bodies', `${theme}.ts`))) as Record<
        string,
        readonly CleanBody[]
      >
      return module[theme].filter(({ only }) => only === undefined || only === runner).length
    }),
  )
  return lists.reduce((total, count) => total + count, 0)
}

function table(rows: readonly SoakRun[]): string[] {
  const sum = (count: (run: SoakRun) => number) => rows.reduce((total, run) => total + count(run), 0)
  const total: SoakRun = {
    name: 'all',
    assertions: sum(({ assertions }) => assertions),
    expected: sum(({ expected }) => expected),
    alarms: sum(({ alarms }) => alarms),
    errors: sum(({ errors }) => errors),
    seconds: sum(({ seconds }) => seconds),
    ok: rows.every(({ ok }) => ok),
  }
  return [
    `${'configuration'.padEnd(36)}  assertions  alarms  errors   seconds   (${bodies.vitest} bodies in Vitest, ${bodies.jest} in Jest)`,
    ...[...rows, total].map(line),
  ]
}

function line({ name, assertions, expected, alarms, errors, seconds, ok }: SoakRun): string {
  const made = assertions === expected ? String(assertions) : `${assertions}/${expected}`
  return (
    name.padEnd(36) +
    made.padStart(12) +
    String(alarms).padStart(8) +
    String(errors).padStart(8) +
    seconds.toFixed(1).padStart(10) +
    (ok ? '  ok' : '  FAILED')
  )
}
