import type { TestProjectConfiguration } from 'vitest/config'

/** The real list of test projects; vitest.config.ts hands it to Vitest, which no longer reads this file by itself. */
const projects: TestProjectConfiguration[] = [
  'packages/core',
  'packages/vitest',
  'packages/jest',
  'packages/cli',
]

export default projects
