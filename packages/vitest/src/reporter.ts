/**
 * Reporter for Vitest: says at the end where the report of the leaks is, and shows them on the CI system's pages.
 *
 * ```ts
 * export default defineConfig({ test: { reporters: ['default', '@toleak/vitest/reporter'] } }) // vitest.config.ts
 * ```
 *
 * @module @toleak/vitest/reporter
 */
import { resolve } from 'node:path'
import type { ListedFailure, ReporterOptions } from '@toleak/core'
import { beginRun, clearReport, endRun } from '@toleak/core'

export type { ReporterOptions } from '@toleak/core'

/** What the reporter needs of Vitest, the same in every major. */
interface VitestHost {
  readonly config: {
    readonly shard?: unknown
    readonly project?: string | readonly string[]
    readonly mergeReports?: string
    readonly testNamePattern?: RegExp
  }
  globTestSpecifications(): Promise<readonly unknown[]>
}

/** A test with a result; a type by its shape, since each major has its own. */
interface TestedCase {
  meta(): object
}

/** See the module. */
class LeakReporter {
  readonly #options: ReporterOptions
  readonly #root = process.cwd()
  readonly #folders = new Set<string>()
  #vitest?: VitestHost
  #isFirstRun = true

  constructor(options: ReporterOptions = {}) {
    this.#options = options
    this.#folders.add(resolve(this.#root, options.dir ?? 'toleak-report'))
  }

  /** Called by Vitest once. */
  onInit(vitest: VitestHost): void {
    this.#vitest = vitest
    beginRun()
  }

  /** Called by Vitest when test files are about to be run. */
  async onTestRunStart(specifications: readonly unknown[]): Promise<void> {
    const isWhole = this.#isFirstRun && (await this.#areAll(specifications))
    this.#isFirstRun = false
    if (!isWhole) return
    for (const folder of this.#folders) {
      const problem = clearReport(folder)
      if (problem !== undefined) process.stderr.write(`${problem}\n`)
    }
  }

  /** Called by Vitest for every test that has ended. */
  onTestCaseResult(test: TestedCase): void {
    const { toleak = [] } = test.meta() as { toleak?: readonly ListedFailure[] }
    for (const { folder } of toleak) this.#folders.add(folder)
  }

  /** Called by Vitest when all have ended; in watch mode, after every run. */
  onTestRunEnd(): void {
    endRun({
      folders: this.#folders,
      root: this.#root,
      env: process.env,
      print: (line) => process.stderr.write(`${line}\n`),
      command: (line) => process.stdout.write(`${line}\n`),
      junit: this.#options.junit,
    })
  }

  async #areAll(specifications: readonly unknown[]): Promise<boolean> {
    const { shard, project = [], mergeReports, testNamePattern } = this.#vitest?.config ?? {}
    if (shard || project.length > 0 || mergeReports || testNamePattern) return false
    const all = (await this.#vitest?.globTestSpecifications()) ?? []
    return specifications.length >= all.length
  }
}

// eslint-disable-next-line import-x/no-default-export -- what Vitest takes of a reporter's module
export default LeakReporter
