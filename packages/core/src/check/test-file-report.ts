import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { testFileFrom } from '../artifacts/artifact-paths.ts'
import { isWatching, runName } from '../artifacts/run-name.ts'
import { dropFailures, isOfDeletedFile, refreshReport, rootFrom } from '../artifacts/report-folder.ts'
import type { LeakRun } from './assertion-host.ts'
import { resolveOptions } from './options.ts'

/** A test file that is being run, and the report that its failures go to. */
export interface TestFileInReport {
  /** Absolute path of the report's folder. */
  readonly folder: string
  /** The project's root, absolute. */
  readonly root: string
  /** Absolute path or `file:` URL. */
  readonly testFile: string
  /** As `LeakRun.project`. */
  readonly project: string | undefined
}

/** Failures up to which the page is made anew with each: what is killed has a page, and a hundred failures do not cost the square. */
const MOST_REFRESHES = 50

/** Test files that have begun, by report: whether their failures are on its page. */
const begun = new Map<string, BegunFile>()

interface BegunFile {
  readonly file: TestFileInReport
  /** `ReportedFailure.session`. */
  readonly session: string
  changed: boolean
}

/**
 * What an earlier run of a test file left in the project's report goes. To be called when the file begins; a file whose beginning nobody calls begins with its
 * first failure.
 *
 * Cost: nothing to speak of where there is no report.
 */
export function beginReport(run: LeakRun): void {
  const file = fileOf(run)
  if (!file) return
  try {
    begun.delete(keyOf(file))
    beginTestFile(file)
  } catch {
    // a failure will say it
  }
}

/**
 * Brings page and summary up to date when a test file has ended, if it changed anything in the report.
 *
 * @returns one line about what could not be written
 */
export function endReport({ projectRoot = process.cwd(), testFile, project }: LeakRun): string | undefined {
  let problem: string | undefined
  for (const [key, { file, changed }] of begun) {
    if (file.root !== projectRoot || file.testFile !== testFile || file.project !== project) continue
    begun.delete(key)
    if (changed) problem ??= problemOf(() => refreshReport(file.folder))
  }
  return problem
}

function fileOf({ projectRoot = process.cwd(), testFile, project }: LeakRun): TestFileInReport | undefined {
  const { artifacts } = resolveOptions()
  if (artifacts === false || testFile === undefined) return undefined
  return { folder: resolve(projectRoot, artifacts.dir), root: projectRoot, testFile, project }
}

/**
 * Drops what earlier runs left of a test file, once.
 *
 * @returns `ReportedFailure.session` of its failures
 * @throws InvalidInputError if the folder has a manifest that toleak did not write; CaptureError if it cannot be written
 */
export function beginTestFile(file: TestFileInReport): string {
  const known = begun.get(keyOf(file))
  if (known) return known.session
  const { folder, root, project } = file
  const state = { file, session: randomUUID(), changed: false }
  begun.set(keyOf(file), state)
  const own = { root: rootFrom(folder, root), testFile: testFileFrom(root, file.testFile), run: runName() }
  const dropped = dropFailures(folder, (failure) => {
    if (isOfDeletedFile(folder, failure)) return true
    if (failure.root !== own.root || failure.testFile !== own.testFile) return false
    // where the project is not known, this may be its twin's
    if (project === undefined) return failure.run !== own.run || isWatching()
    return (failure.project ?? '') === project
  })
  state.changed = dropped > 0
  return state.session
}

/** Notes that a failure of a file that has begun has been written; the page of a small report is made at once. */
export function changedReport(file: TestFileInReport): void {
  const state = begun.get(keyOf(file))
  if (state) state.changed = true
  problemOf(() => refreshReport(file.folder, MOST_REFRESHES))
}

function problemOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function keyOf({ folder, root, testFile, project }: TestFileInReport): string {
  return [folder, root, testFile, project ?? ''].join('\0')
}
