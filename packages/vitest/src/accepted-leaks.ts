import type { AcceptedLeaksRun, FinishedTest } from '@toleak/core'
import { endAcceptedLeaks } from '@toleak/core'
import type { RunnerTask } from 'vitest'
import { afterAll, expect } from 'vitest'
import { fullNameOf, testsOf } from './test-host.ts'

/** What Vitest tells of the run of a test file beyond its types. */
interface RunState {
  readonly testPath?: string
  readonly snapshotState?: { readonly _updateSnapshot?: string }
}

/** Whose accepted leaks are judged by, and whether Vitest was started with `-u`. */
export function acceptedRunOf(testFile: string): AcceptedLeaksRun {
  const { snapshotState } = expect.getState() as unknown as RunState
  const { __vitest_worker__: worker } = globalThis as { __vitest_worker__?: { config?: { root?: string } } }
  return {
    projectRoot: worker?.config?.root ?? process.cwd(),
    testFile,
    update: snapshotState?._updateSnapshot === 'all',
  }
}

/** At the end of each test file: writes what was accepted, and tells what no longer needs to be. For the setup file. */
export function keepAcceptedLeaks(): void {
  // Vitest 5 hands the file over as the second argument and wants the first destructured; before, it was the first
  afterAll(function ({}, ...[suite]: unknown[]) {
    // eslint-disable-next-line prefer-rest-params -- a rest parameter is no destructured first one
    const file = (suite ?? arguments[0]) as RunnerTask
    const { testPath } = expect.getState() as unknown as RunState
    if (testPath === undefined) return
    const { message } = endAcceptedLeaks(acceptedRunOf(testPath), testsOf(file).map(finished))
    // eslint-disable-next-line no-console -- a file that passes has no other voice
    if (message !== undefined) console.warn(message)
  })
}

function finished(task: RunnerTask): FinishedTest {
  const state = task.result?.state
  return {
    testName: fullNameOf(task),
    state: state === 'pass' ? 'passed' : state === 'fail' ? 'failed' : 'skipped',
  }
}
