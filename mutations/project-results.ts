import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** A test that ran. */
export interface ProjectResult {
  readonly project: string
  /** `suite > test`, or the file if it could not be run. */
  readonly test: string
  /** The message of its first error; absent if it passed. */
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

function resultsOf(module: TestModule): ProjectResult[] {
  const project = module.project.name
  const ran = [...module.children.allTests()].filter((test) => test.result().state !== 'skipped')
  return [
    ...module.errors().map(({ message }) => ({ project, test: module.moduleId, failure: message })),
    ...ran.map((test) => ({ project, test: test.fullName, failure: test.result().errors?.[0]?.message })),
  ]
}
