import type { LeakRun } from '@toleak/core'

/** What Vitest says of the file whose tests run in this worker, in every major. */
interface WorkerState {
  readonly filepath?: string
  readonly config?: { readonly name?: string }
}

/** The test file of this worker and the project that runs it; the file is not known before its tests are collected. */
export function runningFile(): Pick<LeakRun, 'testFile' | 'project'> {
  const { filepath, config } = (globalThis as { __vitest_worker__?: WorkerState }).__vitest_worker__ ?? {}
  return { testFile: filepath, project: config?.name ?? '' }
}
