import type { RunnerTestCase, RunnerTestSuite } from 'vitest'
import * as vitest from 'vitest'

/** The hooks of a suite, the very lists that Vitest goes through. */
export interface SuiteHooks {
  readonly beforeEach: ((context: vitest.TestContext) => void)[]
  readonly [other: string]: readonly unknown[]
}

/** What tells of the running tests: since Vitest 4 a class, before that a module, which is no longer there in Vitest 5. */
interface RunnerRecords {
  getCurrentTest?(): Readonly<RunnerTestCase> | undefined
  getSuiteHooks?(suite: RunnerTestSuite): SuiteHooks
  /** Its name in Vitest 3. */
  getHooks?(suite: RunnerTestSuite): SuiteHooks
}

const { TestRunner } = vitest as { TestRunner?: unknown }
const records = (TestRunner ?? (await import(/* @vite-ignore */ suiteModule()))) as RunnerRecords

/** The hooks of a suite; undefined where Vitest does not give them away. */
export function hooksOf(suite: RunnerTestSuite): SuiteHooks | undefined {
  return records.getSuiteHooks ? records.getSuiteHooks(suite) : records.getHooks?.(suite)
}

/** The test that runs; of several at once the one that began last. */
export function currentTest(): Readonly<RunnerTestCase> | undefined {
  return records.getCurrentTest?.()
}

/** Not a literal, since Vite refuses a module that is not there. */
function suiteModule(): string {
  return ['vitest', 'suite'].join('/')
}
