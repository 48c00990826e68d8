import type { Place } from '../explain/leak-trace.ts'
import { visibleText } from './visible-text.ts'

/** A failure to be shown beside the code on a CI's page. Texts are the user's, unescaped. */
export interface CiFailure {
  readonly testName: string
  readonly headline: string
  readonly cut?: string
  /** The retaining line, its file as the CI names files: relative to the checkout. */
  readonly place?: Place
  /** Path of the test file, likewise; where there is no retaining line. */
  readonly testFile: string
}

/** GitHub shows ten annotations of a kind for each step. */
const MOST = 10

/** Lines for the log of GitHub Actions, which shows each beside its line of code: at most ten. */
export function githubAnnotations(failures: readonly CiFailure[]): string[] {
  return limited(
    failures,
    (failure) => {
      const { file, line, column } = placeOf(failure)
      const properties = [
        ['file', file],
        ['line', line],
        ['col', column],
        ['title', 'toleak: this keeps instances alive'],
      ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${githubProperty(String(value))}`]))
      return `::error ${properties.join(',')}::${githubData(messageOf(failure))}`
    },
    (text) => `::notice title=toleak::${githubData(text)}`,
  )
}

/** Lines for the log of Azure Pipelines: at most ten issues, and what is to be kept of the report. */
export function azureCommands(
  failures: readonly CiFailure[],
  { folder, summary }: { readonly folder: string; readonly summary: string },
): string[] {
  return [
    ...limited(
      failures,
      (failure) => {
        const { file, line, column } = placeOf(failure)
        const properties = [
          ['type', 'error'],
          ['sourcepath', file],
          ['linenumber', line],
          ['columnnumber', column],
        ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${azureProperty(String(value))}`]))
        return `##vso[task.logissue ${properties.join(';')}]${azureData(messageOf(failure))}`
      },
      (text) => `##vso[task.logissue type=warning]${azureData(text)}`,
    ),
    `##vso[task.uploadsummary]${azureData(summary)}`,
    `##vso[artifact.upload artifactname=toleak-report]${azureData(folder)}`,
  ]
}

function limited(
  failures: readonly CiFailure[],
  lineOf: (failure: CiFailure) => string,
  restOf: (text: string) => string,
): string[] {
  if (failures.length <= MOST) return failures.map(lineOf)
  const shown = failures.slice(0, MOST - 1)
  return [...shown.map(lineOf), restOf(`${failures.length - shown.length} more leaks are in the report.`)]
}

function placeOf({ place, testFile }: CiFailure): { file: string; line?: number; column?: number } {
  return place ?? { file: testFile }
}

function messageOf({ testName, headline, cut }: CiFailure): string {
  return [headline, ...(cut === undefined ? [] : [`Cut here: ${cut}.`]), `Test: ${testName}`]
    .map(visibleText)
    .join('\n')
}

function githubData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function githubProperty(text: string): string {
  return githubData(visibleText(text)).replace(/:/g, '%3A').replace(/,/g, '%2C')
}

function azureData(text: string): string {
  return text.replace(/%/g, '%AZP25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function azureProperty(text: string): string {
  return azureData(visibleText(text)).replace(/;/g, '%3B').replace(/\]/g, '%5D')
}
