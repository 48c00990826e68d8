import type { AcceptedLeaksRun } from '@toleak/core'
import { endAcceptedLeaks } from '@toleak/core'
import { finishedTests } from './circus.ts'

/** What Jest tells of the run of a test file, as the state of its `expect`. */
export interface RunState {
  readonly testPath?: string
  readonly snapshotState?: { readonly _updateSnapshot?: string; readonly _rootDir?: string }
}

const { afterAll, expect } = globalThis as unknown as {
  afterAll?: (hook: () => void) => void
  expect?: { getState(): RunState }
}

/** Whose accepted leaks are judged by, and whether Jest was started with `-u`. */
export function acceptedRunOf(testFile: string): AcceptedLeaksRun {
  const { snapshotState } = expect?.getState() ?? {}
  return {
    projectRoot: snapshotState?._rootDir ?? process.cwd(),
    testFile,
    update: snapshotState?._updateSnapshot === 'all',
  }
}

/** At the end of each test file: writes what was accepted, and tells what no longer needs to be. For the setup file. */
export function keepAcceptedLeaks(): void {
  afterAll?.(() => {
    const { testPath } = expect?.getState() ?? {}
    if (testPath === undefined) return
    const { message } = endAcceptedLeaks(acceptedRunOf(testPath), finishedTests())
    // eslint-disable-next-line no-console -- a file that passes has no other voice
    if (message !== undefined) console.warn(message)
  })
}
