import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome, RunOptions } from './run.ts'
import { run } from './run.ts'
import type { TestResult } from './test-results.ts'
import { readTestResults } from './test-results.ts'

export type Runner = 'vitest' | 'jest'

/** What a test run printed, and what became of each test. */
export interface TestRun extends Outcome {
  /** Empty when the runner ended before it wrote a report. */
  readonly results: readonly TestResult[]
}

export interface TestRunOptions extends RunOptions {
  readonly runner: Runner
  /** The Node binary. */
  readonly node: string
  /** Folder whose `node_modules` holds the runner. */
  readonly installedIn: string
  /** Further arguments: which tests, flags of the runner. */
  readonly args?: readonly string[]
  /** Flags of Node itself. */
  readonly nodeArgs?: readonly string[]
}

const SCRIPT: Readonly<Record<Runner, string>> = {
  vitest: 'node_modules/vitest/vitest.mjs',
  jest: 'node_modules/jest/bin/jest.js',
}

/** Runs the tests of `cwd`; tests that fail are results, not errors. */
export function runTests({
  runner,
  node,
  installedIn,
  args = [],
  nodeArgs = [],
  ...options
}: TestRunOptions): Promise<TestRun> {
  const start = [
    ...nodeArgs,
    join(installedIn, SCRIPT[runner]),
    ...(runner === 'vitest' ? ['run'] : ['--ci']),
  ]
  return withResults(runner, (flags) => run(node, [...start, ...flags, ...args], options))
}

/**
 * Runs tests by any command that ends in a runner.
 *
 * @param start gets the runner's flags that make it write its report
 */
export async function withResults(
  runner: Runner,
  start: (flags: string[]) => Promise<Outcome>,
): Promise<TestRun> {
  const folder = mkdtempSync(join(tmpdir(), 'toleak-results-'))
  const report = join(folder, 'results.json')
  const flags =
    runner === 'vitest'
      ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      : ['--json', `--outputFile=${report}`]
  try {
    const outcome = await start(flags)
    return { ...outcome, results: existsSync(report) ? readTestResults(report) : [] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
