import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** A test that ran. */
export interface ProjectResult {
  readonly project: string
  /** `suite > test`, or the file if it could not be run. */
  readonly test: string
  /** `name: message` of its first error; absent if it passed. */
  readonly failure?: string
}

/** Writes what became of each test, with the project that it ran in, to the file that `TOLEAK_PROJECT_RESULTS` names. */
// eslint-disable-next-line import-x/no-default-export -- Vitest wants it so
export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env.TOLEAK_PROJECT_RESULTS
    if (file !== undefined) writeFileSync(file, JSON.stringify(modules.flatMap(resultsOf)))
  }
}

/**
 * What the reporter wrote.
 *
 * @param output of Vitest, for the error
 * @throws Error if it wrote nothing
 */
export function readProjectResults(file: string, output: string): ProjectResult[] {
  if (!existsSync(file))
    throw new Error(`Cannot run the tests: Vitest wrote no results, expected some.\n${output}`)
  return JSON.parse(readFileSync(file, 'utf8')) as ProjectResult[]
}

function resultsOf(module: TestModule): ProjectResult[] {
  const project = module.project.name
  const ran = [...module.children.allTests()].filter((test) => test.result().state !== 'skipped')
  return [
    ...module.errors().map((error) => ({ project, test: module.moduleId, failure: failureOf(error) })),
    ...ran.map((test) => {
      const [error] = test.result().errors ?? []
      return { project, test: test.fullName, failure: error && failureOf(error) }
    }),
  ]
}

function failureOf({ name = 'Error', message }: { name?: string; message: string }): string {
  return `${name}: ${message}`
}
