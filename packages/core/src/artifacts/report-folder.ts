import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, rmdirSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { ArtifactOwner } from './artifact-paths.ts'
import { artifactId, testFileFrom } from './artifact-paths.ts'
import { withFileLock } from './file-lock.ts'
import type { ReportedFailure } from './manifest.ts'
import { formatManifest, MANIFEST_FILE, readManifest } from './manifest.ts'
import { PAGE_FILE, renderPages, SUMMARY_FILE } from './report-pages.ts'
import { cannotWrite, makeFolder, writeWhole } from './write-artifacts.ts'

/** What is to be listed of a failure; where its files go is found here. */
export type NewFailure = Omit<
  ReportedFailure,
  'id' | 'key' | 'root' | 'testFile' | 'testName' | 'project' | 'retry'
>

/**
 * Lists a failure and takes names for its files that no other failure of any process has. It is listed before its files are written, so that
 * whatever a crash leaves is known to the manifest.
 *
 * @param dir the report's folder, absolute
 * @throws InvalidInputError if the folder has a manifest that toleak did not write; CaptureError if it cannot be written
 */
export function addFailure(dir: string, owner: ArtifactOwner, failure: NewFailure): ReportedFailure {
  return changeFailures(dir, (failures) => {
    const taken = new Set(failures.map(({ id }) => id.toLowerCase()))
    let ordinal = 1
    while (taken.has(artifactId(owner, ordinal).toLowerCase())) ordinal++
    const { root, testFile, testName, project, retry } = owner
    const added: ReportedFailure = {
      id: artifactId(owner, ordinal),
      key: randomUUID(),
      testFile: testFileFrom(root, testFile),
      root: rootFrom(dir, root),
      testName,
      project: project === '' ? undefined : project,
      retry: retry === 0 ? undefined : retry,
      ...failure,
    }
    return { failures: [...failures, added], result: added }
  })
}

/** Path of a project's root from the report's folder, as the manifest has it. */
export function rootFrom(dir: string, root: string): string {
  return relative(dir, root).split(sep).join('/')
}

/**
 * Takes failures out of the report, and their files; folders only when nothing else is in them.
 *
 * @returns number of failures taken out
 * @throws as `addFailure` does
 */
export function dropFailures(dir: string, isDropped: (failure: ReportedFailure) => boolean): number {
  // most runs have none, and need not wait for those that have
  if (!readManifest(join(dir, MANIFEST_FILE))?.some(isDropped)) return 0
  return changeFailures(dir, (failures) => {
    const dropped = failures.filter(isDropped)
    for (const failure of dropped) removeFiles(dir, failure)
    return { failures: failures.filter((failure) => !dropped.includes(failure)), result: dropped.length }
  })
}

/** Whether the test file of a failure is no longer there. */
export function isOfDeletedFile(dir: string, { root, testFile }: ReportedFailure): boolean {
  return !existsSync(resolve(dir, root, testFile))
}

/**
 * Changes what the manifest lists while no other process does.
 *
 * @throws as `addFailure` does
 */
export function changeFailures<Result>(
  dir: string,
  change: (failures: readonly ReportedFailure[]) => { failures: readonly ReportedFailure[]; result: Result },
): Result {
  return whileLocked(dir, (manifest) => {
    const before = readManifest(manifest) ?? []
    const { failures, result } = change(before)
    if (failures !== before) writeWhole(manifest, formatManifest(failures))
    return result
  })
}

/**
 * Makes page and summary of what the manifest lists; where it lists nothing, all three go, and the folder if it is empty.
 *
 * @param most failures with which it is done; with more nothing is
 * @returns the failures that are listed
 * @throws as `addFailure` does
 *
 * Cost: reads all reports and pictures, 1 ms for each.
 */
export function refreshReport(dir: string, most = Infinity): readonly ReportedFailure[] {
  if (!existsSync(join(dir, MANIFEST_FILE))) return []
  const failures = whileLocked(dir, (manifest) => {
    const listed = readManifest(manifest) ?? []
    if (listed.length > most) return listed
    removeLeftovers(dir, [MANIFEST_FILE, PAGE_FILE, SUMMARY_FILE])
    if (listed.length === 0)
      for (const file of [MANIFEST_FILE, PAGE_FILE, SUMMARY_FILE]) remove(join(dir, file))
    else {
      const { page, summary } = renderPages(dir, listed)
      writeWhole(join(dir, PAGE_FILE), page)
      writeWhole(join(dir, SUMMARY_FILE), summary)
    }
    return listed
  })
  if (failures.length === 0) removeEmpty(dir)
  return failures
}

function whileLocked<Result>(dir: string, work: (manifest: string) => Result): Result {
  const manifest = join(dir, MANIFEST_FILE)
  for (let tries = 1; ; tries++)
    try {
      makeFolder(dir)
      return withFileLock(manifest, () => work(manifest))
    } catch (error) {
      // another process has just removed the folder, which was empty
      if (tries === 3 || existsSync(dir)) throw cannotWrite(dir, error)
    }
}

function removeFiles(dir: string, { id, files }: ReportedFailure): void {
  const folder = dirname(join(dir, id))
  for (const file of files) remove(`${join(dir, id)}.${file}`)
  removeLeftovers(
    folder,
    files.map((file) => `${basename(id)}.${file}`),
  )
  for (let empty = folder; empty !== dir && removeEmpty(empty);) empty = dirname(empty)
}

/** Removes what a process left behind that was killed while it wrote one of these files. */
function removeLeftovers(folder: string, files: readonly string[]): void {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const [, file] = /^(.*)\.\d+-\d+-\d+\.tmp$/.exec(name) ?? []
    if (file !== undefined && files.includes(file)) remove(join(folder, name))
  }
}

function remove(file: string): void {
  rmSync(file, { force: true })
}

/** Whether the folder was empty, and is gone. */
function removeEmpty(folder: string): boolean {
  try {
    rmdirSync(folder)
    return true
  } catch {
    return false
  }
}
