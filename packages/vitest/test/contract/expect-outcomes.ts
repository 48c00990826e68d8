import { beforeAll, describe, expect, test } from 'vitest'
import type { TestRun } from '../../../../scripts/runners.ts'
import type { ContractCase } from './case.ts'

/** Suites of a fixture project, and the cases declared in each. */
export type Suites = Readonly<Record<string, readonly ContractCase[]>>

/**
 * Declares a test for each case of a fixture's run: that it ended as the contract demands.
 *
 * @param start runs the fixture, once for all tests
 */
export function expectOutcomes(suites: Suites, start: () => Promise<TestRun>): void {
  let run: TestRun
  beforeAll(async () => {
    run = await start()
  })

  test('all cases are run, and nothing else', () => {
    const expected = Object.entries(suites).flatMap(([suite, cases]) =>
      cases.map(({ name }) => `${suite} ${name}`),
    )
    expect(run.results.map(({ title }) => title).sort(), run.output).toEqual(expected.sort())
  })

  for (const [suite, cases] of Object.entries(suites))
    describe(suite, () => {
      test.each(cases)('$name', ({ name, outcome }) => {
        const result = run.results.find(({ title }) => title === `${suite} ${name}`)
        expect(result, run.output).toBeDefined()
        if (outcome === 'passes') expect(result?.failure).toBe('')
        else expect(result?.failure).toMatch(outcome)
        expect(result?.status).toBe(outcome === 'passes' ? 'passed' : 'failed')
      })
    })
}
