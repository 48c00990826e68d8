import type { AcceptedLeaksRun, FinishedTest, TestHost } from '@toleak/core'
import type { RunnerTask, RunnerTestCase } from 'vitest'
import { expect } from 'vitest'
import { attachPicture } from './attach.ts'
import { noteFailure } from './note-failure.ts'
import { runningFile } from './test-file.ts'

/** What toleak is told of a test: its name and file, where its picture goes, who runs beside it. */
export function hostOf(
  task: Readonly<RunnerTestCase> | undefined,
  facts: Pick<TestHost, 'testName' | 'testFile' | 'color'>,
): TestHost {
  return {
    ...facts,
    project: runningFile().project,
    retry: task?.result?.retryCount,
    onReported: (failure) => noteFailure(task, failure),
    onNote: (line) => process.stderr.write(`${line}\n`),
    accepted: acceptedRun(facts.testFile),
    onPicture: (picture) => attachPicture(task, picture),
    concurrentTests: (start) => (task ? testsBeside(task, start) : []),
  }
}

/** Whose accepted leaks count, and whether Vitest was started with `-u`. */
export function acceptedRun(testFile: string | undefined): AcceptedLeaksRun | undefined {
  if (testFile === undefined) return undefined
  const { snapshotState } = expect.getState() as unknown as {
    snapshotState?: { readonly _updateSnapshot?: string }
  }
  return { projectRoot: process.cwd(), testFile, update: snapshotState?._updateSnapshot === 'all' }
}

/** What became of every test of a file. */
export function finishedTests(file: RunnerTask): FinishedTest[] {
  return testsOf(file).map((test) => {
    const state = test.result?.state
    return {
      testName: fullNameOf(test),
      state: state === 'pass' ? 'passed' : state === 'fail' ? 'failed' : 'skipped',
    }
  })
}

/** `suite > test`, as Vitest's own `currentTestName`. */
export function fullNameOf(task: RunnerTask): string {
  return task.suite ? `${fullNameOf(task.suite)} > ${task.name}` : task.name
}

/** Tests of the same file that ran at some time since `start`; only concurrent ones can. */
function testsBeside(task: Readonly<RunnerTestCase>, start: number): string[] {
  if (!task.concurrent) return []
  return testsOf(task.file).flatMap((other) => {
    const { result } = other
    if (other === task || result?.startTime === undefined) return []
    // its state tells that its body is over, its duration that all of it is
    const end = result.startTime + (result.duration ?? Infinity)
    return end >= start ? [fullNameOf(other)] : []
  })
}

function testsOf(task: RunnerTask): RunnerTestCase[] {
  return 'tasks' in task ? task.tasks.flatMap(testsOf) : [task]
}
