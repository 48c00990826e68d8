import type { AcceptedLeaksRun, TestHost } from '@toleak/core'
import { testsBeside } from './around-tests.ts'
import { retryOf } from './circus.ts'

/** The part of Jest's matcher state that toleak needs. */
export interface MatcherState {
  readonly isNot?: boolean
  readonly promise?: 'resolves' | 'rejects' | ''
  readonly testPath?: string
  readonly currentTestName?: string
  readonly currentConcurrentTestName?: () => string | undefined
  readonly snapshotState?: { readonly _updateSnapshot?: string }
  readonly utils?: { RECEIVED_COLOR(text: string): string }
}

/** The part of Jest's `expect` that toleak needs; a setup file has it as a global. */
export interface ExpectHost {
  extend(matchers: Record<string, (this: MatcherState, ...args: never[]) => unknown>): void
  getState(): MatcherState
}

/** Jest's own, where it has been loaded by Jest. */
export const { afterAll, beforeAll, expect } = globalThis as unknown as {
  afterAll?: (hook: () => void | Promise<void>, timeout?: number) => void
  beforeAll?: (hook: () => Promise<void>) => void
  expect?: ExpectHost
}

/** Whose accepted leaks count, and whether Jest was started with `-u`. */
export function acceptedRun(): AcceptedLeaksRun | undefined {
  const { testPath: testFile, snapshotState } = expect?.getState() ?? {}
  if (testFile === undefined) return undefined
  return { projectRoot: process.cwd(), testFile, update: snapshotState?._updateSnapshot === 'all' }
}

/** The test file that is being run. Jest tells its project to reporters only. */
export function runningFile(): Pick<TestHost, 'testFile'> {
  return { testFile: expect?.getState().testPath }
}

/** What toleak is told of a test: its name and file, who runs beside it. */
export function hostOf(state: MatcherState): TestHost {
  const testName = state.currentConcurrentTestName?.() ?? state.currentTestName
  return {
    testName,
    testFile: state.testPath ?? expect?.getState().testPath,
    retry: retryOf(testName),
    onNote: (line) => process.stderr.write(`${line}${compilerHint()}\n`),
    accepted: acceptedRun(),
    // as Jest's own messages, but these do not know NO_COLOR
    color: !process.env.NO_COLOR && (state.utils?.RECEIVED_COLOR('x') ?? 'x') !== 'x',
    concurrentTests: (start) => testsBeside(testName, start),
  }
}

/** What makes the heap small again where ts-jest has TypeScript's whole program in it. */
function compilerHint(): string {
  // the sandbox has a copy of `require` of its own
  const { _cache: loaded } = process.getBuiltinModule('node:module') as unknown as { _cache: object }
  const isLoaded = (path: RegExp) => Object.keys(loaded).some((file) => path.test(file))
  if (!isLoaded(/[\\/]ts-jest[\\/]/) || !isLoaded(/[\\/]typescript[\\/]lib[\\/]/)) return ''
  return ' ts-jest keeps what TypeScript knows of the program in it, unless tsconfig.json has `"isolatedModules": true`.'
}
