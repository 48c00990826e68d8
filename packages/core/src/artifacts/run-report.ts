import { randomUUID } from 'node:crypto'
import { appendFileSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { azureCommands, githubAnnotations } from '../render/ci-commands.ts'
import type { CiFailure } from '../render/ci-commands.ts'
import { MOST_BYTES, renderSummary } from '../render/report-summary.ts'
import { readsAttachments, withAttachments } from './junit-attachments.ts'
import type { ReportedFailure } from './manifest.ts'
import { changeFailures, dropFailures, refreshReport } from './report-folder.ts'
import { PAGE_FILE, SUMMARY_FILE, summaryFailures } from './report-pages.ts'
import { RUN_VARIABLE } from './run-name.ts'
import { writeWhole } from './write-artifacts.ts'

/** Options of the reporters. */
export interface ReporterOptions {
  /** Folder of the report, relative to the working directory: as option `artifacts.dir` of the assertions. Default `toleak-report`. */
  readonly dir?: string
  /**
   * A JUnit report that another reporter has written when this one's turn comes, relative to the working directory: on GitLab and Jenkins its failing test
   * cases are made to refer to their pictures. None by default.
   */
  readonly junit?: string
}

/** A test file that has been run in a project. */
export interface RanFile {
  /** Absolute path. */
  readonly testFile: string
  /** Name of the project; undefined if it has none. */
  readonly project?: string
  /** Failures that are known to be of this run of the file, by their `id`. */
  readonly ids: readonly string[]
}

/** A run of the tests, as a reporter sees it. */
export interface ReporterRun {
  /** Absolute paths of the report's folders. */
  readonly folders: ReadonlySet<string>
  /** The working directory. */
  readonly root: string
  /** Variables by which CI systems make themselves known. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes lines for people. */
  readonly print: (line: string) => void
  /** Takes lines for a CI system, which reads them in the log. */
  readonly command: (line: string) => void
  /** Test files that have been run, where only the reporter knows their projects. */
  readonly ranFiles?: readonly RanFile[]
  /** As `ReporterOptions.junit`. */
  readonly junit?: string
}

/** Names a run, for the processes of the tests that are started after this, so that what it writes is told from what was there. */
export function beginRun(): void {
  process.env[RUN_VARIABLE] = randomUUID()
}

/**
 * Removes what earlier runs left in a report. For the beginning of a run of all tests.
 *
 * @returns one line about what could not be removed
 */
export function clearReport(folder: string): string | undefined {
  return problemOf(() => dropFailures(folder, () => true) > 0 && refreshReport(folder))
}

/**
 * Brings the reports of a run up to date at its end, says where they are, and tells the CI system what it can show: GitHub's summary and annotations, Azure's,
 * JUnit's attachments. Throws nothing: what cannot be written is said in a line.
 */
export function endRun({ folders, root, env, print, command, ranFiles = [], junit }: ReporterRun): void {
  const run = process.env[RUN_VARIABLE]
  const attempt = (work: () => void) => {
    const problem = problemOf(work)
    if (problem !== undefined) print(problem)
  }
  for (const folder of folders)
    attempt(() => {
      nameProjects(folder, run, ranFiles)
      const failures = refreshReport(folder).filter((failure) => failure.run === run)
      if (failures.length === 0) return
      print(`toleak: ${countOf(failures)}, explained in ${relative(root, join(folder, PAGE_FILE))}`)
      const shown = once(failures).map((failure) => ciFailure(folder, failure, checkoutOf(env) ?? root))
      if (env['GITHUB_STEP_SUMMARY'])
        attempt(() => appendSummary(env['GITHUB_STEP_SUMMARY']!, folder, failures))
      if (env['GITHUB_ACTIONS'] === 'true') githubAnnotations(shown).forEach(command)
      if (env['TF_BUILD'])
        azureCommands(shown, { folder, summary: join(folder, SUMMARY_FILE) }).forEach(command)
    })
  if (junit !== undefined && readsAttachments(env))
    attempt(() => {
      const file = resolve(root, junit)
      writeWhole(file, withAttachments(readFileSync(file, 'utf8'), root, env))
    })
}

/**
 * Only reporters of Jest know which project a test belongs to, and only of tests that failed in the end: what else was found in the same session of a file is of the
 * same project, and the session that is left is of the project that is left.
 */
function nameProjects(folder: string, run: string | undefined, ranFiles: readonly RanFile[]): void {
  if (!ranFiles.some(({ project }) => project !== undefined)) return
  changeFailures(folder, (failures) => {
    const projectBySession = new Map<string | undefined, string | undefined>()
    const own = failures.filter((failure) => failure.run === run)
    for (const ran of ranFiles)
      for (const { id, session } of own) if (ran.ids.includes(id)) projectBySession.set(session, ran.project)
    for (const testFile of new Set(ranFiles.map((ran) => ran.testFile))) {
      const isOfFile = (failure: ReportedFailure) =>
        resolve(folder, failure.root, failure.testFile) === testFile && !projectBySession.has(failure.session)
      const sessions = new Set(own.filter(isOfFile).map(({ session }) => session))
      const taken = new Set(
        ranFiles
          .filter((ran) => ran.testFile === testFile && ran.ids.length > 0)
          .map(({ project }) => project),
      )
      const left = ranFiles.filter((ran) => ran.testFile === testFile && !taken.has(ran.project))
      if (sessions.size === 1 && left.length === 1) projectBySession.set([...sessions][0], left[0].project)
    }
    const named = failures.map((failure) => {
      const project = failure.run === run ? projectBySession.get(failure.session) : undefined
      return project === undefined ? failure : { ...failure, project }
    })
    return { failures: named, result: undefined }
  })
}

/** Without further tries, and without the same test in other projects: a line of code is not marked twice for them. */
function once(failures: readonly ReportedFailure[]): ReportedFailure[] {
  const keyOf = ({ testFile, testName, place }: ReportedFailure) =>
    JSON.stringify([testFile, testName, place?.file, place?.line, place?.column])
  return failures.filter(
    (failure, index) => failures.findIndex((other) => keyOf(other) === keyOf(failure)) === index,
  )
}

/** Others write to the same file, whose size is limited. */
function appendSummary(file: string, folder: string, failures: readonly ReportedFailure[]): void {
  const left = MOST_BYTES - (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
  // less would not hold the head of the table
  if (left > 20_000) appendFileSync(file, `\n${renderSummary(summaryFailures(folder, failures), left)}\n`)
}

/** Where the CI system checked the sources out: it names files from there. */
function checkoutOf(env: ReporterRun['env']): string | undefined {
  return env['GITHUB_WORKSPACE'] ?? env['BUILD_SOURCESDIRECTORY']
}

function ciFailure(folder: string, failure: ReportedFailure, checkout: string): CiFailure {
  const { place } = failure
  const shown = (file: string) =>
    relative(checkout, resolve(folder, failure.root, file))
      .split(sep)
      .join('/')
  return {
    ...failure,
    testFile: shown(failure.testFile),
    place: place && { ...place, file: shown(place.file) },
  }
}

function countOf(failures: readonly ReportedFailure[]): string {
  const files = new Set(failures.map(({ testFile }) => testFile)).size
  return `${failures.length} ${failures.length === 1 ? 'leak' : 'leaks'} in ${files} test ${files === 1 ? 'file' : 'files'}`
}

function problemOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return `toleak: ${error instanceof Error ? error.message : String(error)}`
  }
}
