import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LeakGroup } from '../explain/leak-trace.ts'
import type { PageFailure } from '../render/report-page.ts'
import { renderReportPage } from '../render/report-page.ts'
import type { SummaryFailure } from '../render/report-summary.ts'
import { renderSummary } from '../render/report-summary.ts'
import type { FailureFile, ReportedFailure } from './manifest.ts'

/** The page of all failures, in the report's folder. */
export const PAGE_FILE = 'index.html'
/** The same as Markdown. */
export const SUMMARY_FILE = 'summary.md'

/** Bytes of pictures on the page; what is beyond is linked. */
const MOST_PICTURE_BYTES = 40e6

/** What of a failure's JSON file the page and the summary need. */
interface WrittenReport {
  readonly groups?: readonly LeakGroup[]
  readonly notes?: readonly string[]
  readonly measured?: string
  readonly text?: string
  readonly mermaid?: string
}

/** The page and the summary of the failures of a report. A file that is missing or not whole leaves a gap there, no error. */
export function renderPages(
  dir: string,
  failures: readonly ReportedFailure[],
): { page: string; summary: string } {
  let pictureBytes = 0
  const written = failures.map((failure) => {
    const svg = textOf(dir, failure, 'svg')
    pictureBytes += svg?.length ?? 0
    return {
      failure,
      report: reportOf(dir, failure),
      svg: pictureBytes > MOST_PICTURE_BYTES ? undefined : svg,
    }
  })
  return {
    page: renderReportPage(written.map(({ failure, report, svg }) => pageFailure(failure, report, svg))),
    summary: renderSummary(summaryFailures(dir, failures)),
  }
}

/** The failures of a report, as summaries show them. */
export function summaryFailures(dir: string, failures: readonly ReportedFailure[]): SummaryFailure[] {
  return failures.map((failure) => {
    const { text, mermaid } = reportOf(dir, failure)
    return { ...failure, text, mermaid }
  })
}

function pageFailure(failure: ReportedFailure, report: WrittenReport, svg: string | undefined): PageFailure {
  const { measured } = report
  const isFunction = measured === undefined || measured === 'function'
  return {
    ...failure,
    groups: report.groups ?? [],
    notes: report.notes ?? [],
    maker: isFunction ? undefined : `the ${measured}`,
    svg,
    files: failure.files.map((file) => ({ what: WORDS[file], href: hrefOf(failure, file) })),
  }
}

const WORDS: Readonly<Record<FailureFile, string>> = {
  svg: 'picture',
  json: 'JSON',
  'heapsnapshot.gz': 'heap snapshot',
}

/** Path from the page. */
function hrefOf({ id }: ReportedFailure, file: FailureFile): string {
  return `${id.split('/').map(encodeURIComponent).join('/')}.${file}`
}

function reportOf(dir: string, failure: ReportedFailure): WrittenReport {
  try {
    const report = JSON.parse(textOf(dir, failure, 'json') ?? '{}') as WrittenReport
    return report.groups?.every(isGroup) ? report : {}
  } catch {
    return {}
  }
}

function isGroup({ trace, otherTraces, advice }: LeakGroup): boolean {
  return (
    [trace, ...otherTraces].every(({ root, steps }) => root && Array.isArray(steps)) && Array.isArray(advice)
  )
}

function textOf(dir: string, { id, files }: ReportedFailure, file: FailureFile): string | undefined {
  if (!files.includes(file)) return undefined
  try {
    return readFileSync(join(dir, `${id}.${file}`), 'utf8')
  } catch {
    return undefined
  }
}
