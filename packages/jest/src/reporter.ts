/**
 * Reporter for Jest: says at the end where the report of the leaks is, and shows them on the CI system's pages.
 *
 * ```ts
 * module.exports = { reporters: ['default', '@toleak/jest/reporter'] } // jest.config.js
 * ```
 *
 * @module @toleak/jest/reporter
 */
import { resolve } from 'node:path'
import type { FailureData, RanFile, ReporterOptions } from '@toleak/core'
import { beginRun, clearReport, endRun } from '@toleak/core'

export type { ReporterOptions } from '@toleak/core'

/** What the reporter needs of Jest's settings, in every major. */
interface GlobalConfig {
  readonly json?: boolean
  readonly outputFile?: string
  readonly [filter: string]: unknown
}

/** A test file that ran; a type by its shape, since each major has its own. */
interface TestFile {
  readonly path: string
  readonly context: { readonly config: { readonly displayName?: { readonly name: string } } }
}

/** What became of it. */
interface TestFileResult {
  readonly testResults: readonly { readonly failureDetails?: readonly unknown[] }[]
}

/** With any of these not all tests are run. */
const FILTERS = [
  'shard',
  'testNamePattern',
  'onlyChanged',
  'onlyFailures',
  'changedSince',
  'lastCommit',
  'findRelatedTests',
  'runTestsByPath',
  'filter',
  'watch',
  'watchAll',
] as const

/** See the module. */
class LeakReporter {
  readonly #config: GlobalConfig
  readonly #options: ReporterOptions
  readonly #root = process.cwd()
  readonly #folders = new Set<string>()
  #ranFiles: RanFile[] = []

  constructor(globalConfig: GlobalConfig, options: ReporterOptions = {}) {
    this.#config = globalConfig
    this.#options = options
    this.#folders.add(resolve(this.#root, options.dir ?? 'toleak-report'))
  }

  /** Called by Jest before the first test file; in watch mode, before every run. */
  onRunStart(): void {
    beginRun()
    this.#ranFiles = []
    if (!this.#runsAll()) return
    for (const folder of this.#folders) {
      const problem = clearReport(folder)
      if (problem !== undefined) process.stderr.write(`${problem}\n`)
    }
  }

  /** Called by Jest for every test file that has ended. */
  onTestResult({ path, context }: TestFile, { testResults }: TestFileResult): void {
    const listed = testResults
      .flatMap(({ failureDetails = [] }) => failureDetails)
      .flatMap((detail) => dataOf(detail)?.listed ?? [])
    for (const { folder } of listed) this.#folders.add(folder)
    this.#ranFiles.push({
      testFile: path,
      project: context.config.displayName?.name,
      ids: listed.map(({ id }) => id),
    })
  }

  /** Called by Jest at the end. */
  onRunComplete(): void {
    // with --json the report is what standard output holds
    const output = this.#config.json && !this.#config.outputFile ? process.stderr : process.stdout
    endRun({
      folders: this.#folders,
      root: this.#root,
      env: process.env,
      print: (line) => process.stderr.write(`${line}\n`),
      command: (line) => output.write(`${line}\n`),
      ranFiles: this.#ranFiles,
      junit: this.#options.junit,
    })
  }

  #runsAll(): boolean {
    const { testPathPattern, testPathPatterns, nonFlagArgs } = this.#config
    // a text in Jest 29, an object since 30
    const patterns = (testPathPatterns as { patterns?: readonly string[] } | undefined)?.patterns ?? []
    const isFiltered = FILTERS.some((name) => Boolean(this.#config[name]))
    const named = [testPathPattern, ...patterns, ...((nonFlagArgs as readonly string[] | undefined) ?? [])]
    return (
      !isFiltered && !named.some(Boolean) && !process.argv.some((word) => word.startsWith('--selectProjects'))
    )
  }
}

/** What toleak told of a failure: a matcher's result, or in an error of a block or a whole test. */
function dataOf(detail: unknown): FailureData | undefined {
  const { matcherResult, error } = (detail ?? {}) as {
    matcherResult?: { toleak?: FailureData }
    error?: { matcherResult?: { toleak?: FailureData } }
  }
  return matcherResult?.toleak ?? error?.matcherResult?.toleak
}

// eslint-disable-next-line import-x/no-default-export -- what Jest takes of a reporter's module
export default LeakReporter
