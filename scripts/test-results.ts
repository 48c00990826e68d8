import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

/** A test's end, as both runners tell it. */
export interface TestResult {
  readonly title: string
  readonly status: 'passed' | 'failed' | 'skipped'
  /** The errors' texts, without colours; empty if it passed. */
  readonly failure: string
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status?: string
    readonly message?: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/**
 * The tests of a report that Jest's `--json --outputFile` or Vitest's json reporter wrote. A file that failed though none of its tests did
 * counts as a failed test, by its path: it could not be loaded, or what stands around its tests failed.
 *
 * @throws Error if there is no such report
 */
export function readTestResults(file: string): TestResult[] {
  const report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport
  return report.testResults.flatMap(({ name, status: ofFile, message = '', assertionResults }) => {
    const tests: TestResult[] = assertionResults.map(({ fullName, status, failureMessages = [] }) => ({
      title: fullName,
      status: status === 'passed' || status === 'failed' ? status : 'skipped',
      failure: stripVTControlCharacters(failureMessages.join('\n')),
    }))
    if (tests.length > 0 && (ofFile !== 'failed' || countOf(tests, 'failed') > 0)) return tests
    return [...tests, { title: name, status: 'failed', failure: stripVTControlCharacters(message) }]
  })
}

/** What a person reads of a failure: the message, without the error's name and the stack. */
export function messageOf(failure: string): string {
  return failure.replace(/^(Leak)?Error: /, '').replace(/\n {4}at .*$/s, '')
}

/** `1 failed, 650 passed, 1 skipped`, or as much of it as there is. */
export function summaryOf(results: readonly TestResult[]): string {
  const counts = (['failed', 'passed', 'skipped'] as const).map((status) => ({
    status,
    count: countOf(results, status),
  }))
  return (
    counts
      .filter(({ count }) => count > 0)
      .map(({ status, count }) => `${count} ${status}`)
      .join(', ') || 'no tests'
  )
}

/** How many tests ended so. */
export function countOf(results: readonly TestResult[], status: TestResult['status']): number {
  return results.filter((test) => test.status === status).length
}
