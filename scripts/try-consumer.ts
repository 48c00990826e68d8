import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RecordedEvent } from '../packages/vitest/test/fixtures/project/record-annotations.ts'
import { consumerHome } from './consumer-home.ts'
import { wrongOutcomes } from './consumer-outcomes.ts'
import type { Consumer } from './consumers.ts'
import { filesOf, nameOf, runnerOf } from './consumers.ts'
import { nodeBinary } from './nodes.ts'
import type { Tarballs } from './packed-packages.ts'
import { root } from './repository.ts'
import { run } from './run.ts'
import type { TestRun } from './runners.ts'
import { runTests } from './runners.ts'
import type { TestResult } from './test-results.ts'
import { readWorkerFailure } from './worker-leak.ts'
import { placesIn, wrongPlaces } from './wrong-places.ts'

/** What came of a consumer. */
export interface Trial {
  readonly consumer: Consumer
  /** What is wrong, a sentence each; by what was looked at. */
  readonly complaints: Readonly<Record<Subject, readonly string[]>>
  /** Versions of what took part. */
  readonly versions: Readonly<Record<'runner' | 'typescript' | 'node', string>>
  readonly seconds: number
}

/** The test of the adapters' fixtures whose leak is accepted with `-u`. */
const ACCEPTED = 'test/accepted.test.ts'

/** Of the leaking worker: the variable `jobs`, the worker, its await, the bound function. */
const LEAST_PLACES = 4

/** What is looked at in each consumer. */
export const SUBJECTS = ['message', 'places', 'artifacts', 'tests', 'types'] as const

/** One of them. */
export type Subject = (typeof SUBJECTS)[number]

/**
 * Makes the project of a consumer below its home, runs its tests with the packed packages, and compiles it with its runner's own
 * declarations.
 *
 * @throws Error if npm cannot install what it needs
 */
export async function tryConsumer(consumer: Consumer, tarballs: Tarballs): Promise<Trial> {
  const start = performance.now()
  const home = await consumerHome(consumer.major, tarballs)
  const project = join(home, 'projects', nameOf(consumer).replaceAll(' ', '_'))
  make(consumer, project)
  // one leak is there already, and accepted; Vitest takes what follows -u for its value
  await test(consumer, home, project, [ACCEPTED, '-u'])
  rmSync(join(project, 'events.jsonl'), { force: true })
  const tested = await test(consumer, home, project)
  const leaking = tested.results.find(isLeakingWorker)
  const messages = tested.results.map(messageOf)
  const worker = leaking
    ? readWorkerFailure(leaking, project)
    : {
        text: '',
        picture: undefined,
        complaints: [`No leaking worker failed. It printed:\n${tested.output}`],
      }
  return {
    consumer,
    complaints: {
      message: worker.complaints,
      places: [
        ...(placesIn(worker.text) < LEAST_PLACES
          ? ['The leaking worker’s failure names too few places.']
          : []),
        ...messages.flatMap((message) => wrongPlaces(message, project)),
      ],
      artifacts: [...wrongJson(worker.picture), ...wrongAnnotations(consumer, project)],
      tests: [...wrongWorkers(tested), ...wrongOutcomes(tested.results.filter(isSituation))],
      types: await wrongTypes(home, project),
    },
    versions: {
      runner: versionOf(home, runnerOf(consumer)),
      typescript: versionOf(home, 'typescript'),
      node: (await run(await nodeBinary(consumer.node), ['--version'])).stdout.trim().slice(1),
    },
    seconds: (performance.now() - start) / 1000,
  }
}

function make(consumer: Consumer, project: string): void {
  const runner = runnerOf(consumer)
  rmSync(project, { recursive: true, force: true })
  copy('scripts/consumer-project', project)
  for (const part of ['src', 'test']) copy(`examples/worker-${runner}/${part}`, join(project, part))
  copy(
    `packages/${runner}/test/types/${runner === 'jest' ? 'imported/' : ''}to-leak.ts`,
    join(project, 'types/to-leak.ts'),
  )
  if (runner === 'vitest')
    copy(
      'packages/vitest/test/fixtures/project/record-annotations.ts',
      join(project, 'record-annotations.ts'),
    )
  copy(`packages/${runner}/test/fixtures/project/${ACCEPTED}`, join(project, ACCEPTED))
  for (const file of [
    ...readdirSync(join(project, 'test')).map((name) => `test/${name}`),
    'types/to-leak.ts',
  ])
    adapt(consumer, join(project, file))
  const manifest = { name: 'consumer', private: true, type: consumer.type }
  write(project, 'package.json', JSON.stringify(manifest))
  for (const [file, text] of Object.entries(filesOf(consumer).files)) write(project, file, text)
}

function copy(from: string, to: string): void {
  cpSync(join(root, from), to, { recursive: true })
}

function write(project: string, file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true })
  writeFileSync(join(project, file), text)
}

/** Lets a test import from its own runner, or not at all. An import that goes leaves its line, so that positions stay. */
function adapt(consumer: Consumer, file: string): void {
  const text = readFileSync(file, 'utf8')
    .replaceAll("'@toleak/vitest'", `'@toleak/${runnerOf(consumer)}'`)
    .replace(/^import (.*) from '(?:vitest|@jest\/globals)'$/m, (_, names: string) =>
      consumer.globals
        ? ''
        : `import ${names} from '${runnerOf(consumer) === 'vitest' ? 'vitest' : '@jest/globals'}'`,
    )
  writeFileSync(file, text)
}

async function test(
  consumer: Consumer,
  home: string,
  project: string,
  more: readonly string[] = [],
): Promise<TestRun> {
  const { nodeArgs, args } = filesOf(consumer)
  const node = await nodeBinary(consumer.node)
  return runTests({
    runner: runnerOf(consumer),
    node,
    nodeArgs,
    installedIn: home,
    cwd: project,
    args: [...args, ...more],
    limit: 1800,
  })
}

/** Both workers' tests have this title; the fixed one has to pass. */
const WORKER = 'keeps no computation'

function isSituation({ title }: TestResult): boolean {
  return title !== WORKER
}

function isLeakingWorker({ title, status }: TestResult): boolean {
  return title === WORKER && status === 'failed'
}

function wrongWorkers({ results, output }: TestRun): string[] {
  const statuses = results.filter(({ title }) => title === WORKER).map(({ status }) => status)
  return statuses.sort().join() === 'failed,passed'
    ? []
    : [`The workers' tests ended as ${statuses.join(', ')}, expected one failed and one passed:\n${output}`]
}

function messageOf({ failure }: TestResult): string {
  return failure.replace(/\n {4}at .*$/s, '')
}

/** Each picture has its report as JSON beside it. */
function wrongJson(picture: string | undefined): string[] {
  const file = picture?.replace(/\.svg$/, '.json')
  if (file === undefined || !existsSync(file)) return [`There is no report at ${file ?? '(no picture)'}.`]
  const { target, groups } = JSON.parse(readFileSync(file, 'utf8')) as { target?: string; groups?: unknown[] }
  return target === 'SomeComputation' && groups?.length === 1
    ? []
    : [`${file} reports ${groups?.length} groups of ${target}, expected 1 of SomeComputation.`]
}

/** In Vitest each picture is attached before its test has a result. */
function wrongAnnotations(consumer: Consumer, project: string): string[] {
  if (runnerOf(consumer) === 'jest') return []
  const file = join(project, 'events.jsonl')
  if (!existsSync(file)) return ['The reporter heard of no test.']
  const events = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedEvent)
  const withPicture = events.filter(
    (event) => event.event === 'result' && event.errors.some((text) => text.includes('Ancestors graph: ')),
  )
  if (withPicture.length === 0) return ['The reporter heard of no failure with a picture.']
  return withPicture.flatMap((result) => {
    const annotation = events
      .slice(0, events.indexOf(result))
      .find(({ test, event }) => event === 'annotation' && test === result.test)
    const isWhole =
      annotation?.event === 'annotation' && annotation.path !== undefined && existsSync(annotation.path)
    return isWhole && result.event === 'result' && result.annotations === 1
      ? []
      : [`The picture of "${result.test}" was not attached to it.`]
  })
}

async function wrongTypes(home: string, project: string): Promise<string[]> {
  const tsc = join(home, 'node_modules/typescript/bin/tsc')
  const { exitCode, output } = await run(await nodeBinary(24), [tsc, '-p', project], { cwd: project })
  return exitCode === 0 ? [] : [`The types do not hold:\n${output}`]
}

function versionOf(home: string, name: string): string {
  const text = readFileSync(join(home, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
