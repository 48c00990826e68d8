import type { RunOptions } from '../../../../scripts/run.ts'
import type { TestRun } from '../../../../scripts/runners.ts'
import { runTests } from '../../../../scripts/runners.ts'
import type { FixtureCopy } from './fixture-copy.ts'
import { copyFixture, installedIn } from './fixture-copy.ts'

/** Runs tests of an adapter's fixture project in a real runner of their own. */
export async function runFixture(runner: 'vitest' | 'jest', args: readonly string[]): Promise<TestRun> {
  using copy = copyFixture(runner)
  return await runIn(copy, runner, args)
}

/** The same in a copy that the caller still has use for. */
export function runIn(
  { project }: FixtureCopy,
  runner: 'vitest' | 'jest',
  args: readonly string[],
  env: RunOptions['env'] = {},
): Promise<TestRun> {
  return runTests({ runner, node: process.execPath, installedIn, cwd: project, args, env })
}
