import { beforeAll, describe, expect, test } from 'vitest'
import type { TestRun } from '../../../../scripts/runners.ts'
import type { TestResult } from '../../../../scripts/test-results.ts'
import type { ContractCase } from './case.ts'

/** Suites of a fixture project, and the cases declared in each. */
export type Suites = Readonly<Record<string, readonly Pick<ContractCase, 'name' | 'outcome'>[]>>

/**
 * Declares a test for each case: that it ended in the fixture's runs as the contract demands.
 *
 * @param start runs the fixture, once for all tests
 */
export function expectOutcomes(suites: Suites, start: () => Promise<readonly TestRun[]>): void {
  let results: readonly TestResult[]
  let output: string
  beforeAll(async () => {
    const runs = await start()
    results = runs.flatMap((run) => run.results)
    output = runs.map((run) => run.output).join('\n')
  })

  test('all cases are run, and nothing else', () => {
    const expected = Object.entries(suites).flatMap(([suite, cases]) =>
      cases.map(({ name }) => `${suite} ${name}`),
    )
    expect(results.map(({ title }) => title).sort(), output).toEqual(expected.sort())
  })

  for (const [suite, cases] of Object.entries(suites))
    describe(suite, () => {
      test.each(cases)('$name', ({ name, outcome }) => {
        const result = results.find(({ title }) => title === `${suite} ${name}`)
        expect(result, `was not run:\n${output}`).toBeDefined()
        if (outcome === 'passes') expect(result?.failure).toBe('')
        else expect(result?.failure).toMatch(outcome)
        expect(result?.status).toBe(outcome === 'passes' ? 'passed' : 'failed')
      })
    })
}
