import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { InvalidInputError } from '../errors.ts'
import { artifactPath } from './artifact-paths.ts'
import type { ReportedFailure } from './manifest.ts'
import { MANIFEST_FILE, readManifest } from './manifest.ts'
import { changeFailures, dropFailures, refreshReport } from './report-folder.ts'
import { makeFolder, writeWhole } from './write-artifacts.ts'

/** What a merge has made. */
export interface MergedReport {
  /** Failures of the report, those that were there before among them. */
  readonly failures: number
  /** Files that a manifest lists and that are not there: the tests were stopped meanwhile. Paths in the report that lacks them. */
  readonly missing: readonly string[]
}

/**
 * Joins reports, of shards or machines, into one: every failure of each, once. A failure that two of them have, as when one report is named twice or has been
 * merged before, is taken once; two failures of one name both stay, one of them under another.
 *
 * @param reports folders with a manifest
 * @param out folder of the report to be made; what it lists goes, unless it is one of the reports itself
 * @throws InvalidInputError for a folder that is no report of this version; CaptureError if it cannot be read or written
 */
export function mergeReports(reports: readonly string[], out: string): MergedReport {
  const target = resolve(out)
  const sources = reports.map((report) => ({ report: resolve(report), failures: failuresIn(report) }))
  const missing: string[] = []
  makeFolder(target)
  if (!sources.some(({ report }) => report === target)) dropFailures(target, () => true)
  changeFailures(target, (before) => {
    const merged = new Map(before.map((failure) => [failure.id.toLowerCase(), failure]))
    for (const { report, failures } of sources) {
      if (report === target) continue
      for (const failure of failures) {
        const listed = freeName(failure, merged)
        if (listed === undefined) continue
        merged.set(listed.id.toLowerCase(), listed)
        for (const file of failure.files) {
          const from = artifactPath(report, failure.id, file)
          if (existsSync(from)) writeWhole(artifactPath(target, listed.id, file), readFileSync(from))
          else missing.push(from)
        }
      }
    }
    return { failures: [...merged.values()], result: undefined }
  })
  return { failures: refreshReport(target).length, missing }
}

function failuresIn(report: string): ReportedFailure[] {
  if (!statSync(report, { throwIfNoEntry: false })?.isDirectory())
    throw new InvalidInputError(
      `Cannot merge ${report}: there is no such folder, expected a report that toleak wrote, such as toleak-report/.`,
    )
  const failures = readManifest(join(report, MANIFEST_FILE))
  if (failures === undefined)
    throw new InvalidInputError(
      `Cannot merge ${report}: it has no ${MANIFEST_FILE}, expected a report that toleak wrote. Name the folder that holds that file; tests that leak nothing write none.`,
    )
  return failures
}

/** The failure under a name that no other has; undefined if it is there already. */
function freeName(
  failure: ReportedFailure,
  merged: ReadonlyMap<string, ReportedFailure>,
): ReportedFailure | undefined {
  const [, name, retry = ''] = /^(.*)-\d+(\.retry\d+)?$/s.exec(failure.id) ?? [undefined, failure.id]
  let id = failure.id
  for (let ordinal = 1; ; ordinal++) {
    const other = merged.get(id.toLowerCase())
    if (other === undefined) return { ...failure, id }
    if (isSame(other, failure)) return undefined
    id = `${name}-${ordinal}${retry}`
  }
}

/** The same failure of the same run, whatever its name. */
function isSame(a: ReportedFailure, b: ReportedFailure): boolean {
  return a.key === b.key
}
