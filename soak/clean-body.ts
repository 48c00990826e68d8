import type { LeakTarget } from '@toleak/core'
import type { Runner } from '../scripts/runners.ts'

/** One thing that programs do and that leaves nothing behind. */
export interface CleanBody {
  /** What the body does: the rest of a sentence that begins with "a body that". */
  readonly name: string
  /** Creates instances of `target`, at least one a call, all of which are gone by its end. */
  readonly body: (host: TestHost) => unknown
  /** Default: `Subject`. */
  readonly target?: LeakTarget
  /** What the body throws or rejects with, and the assertion therefore with it. */
  readonly throws?: RegExp
  /** Where the body is clean; default: everywhere. */
  readonly only?: Runner
  /** Makes ready what the calls share. Called once, in the test itself. */
  readonly before?: () => void | Promise<void>
  readonly after?: () => void | Promise<void>
}

/** What a body may use of the runner that it runs in. */
export interface TestHost {
  readonly expect: Expect
  /** Vitest's `vi` or Jest's `jest`. */
  readonly mocks: Mocks
}

/** The part of both runners' `expect` that bodies use. */
export type Expect = ((value: unknown) => Matchers & { readonly not: Matchers }) & {
  any(constructor: unknown): unknown
  objectContaining(properties: object): unknown
  arrayContaining(elements: readonly unknown[]): unknown
}

export interface Matchers {
  toBe(expected: unknown): void
  toEqual(expected: unknown): void
  toStrictEqual(expected: unknown): void
  toMatchObject(expected: object): void
  toBeInstanceOf(expected: unknown): void
  toHaveProperty(name: string, value?: unknown): void
  toContain(element: unknown): void
  toHaveBeenCalledWith(...args: unknown[]): void
  toThrow(message?: string | RegExp): void
  readonly resolves: { toBeInstanceOf(expected: unknown): Promise<void> }
  readonly rejects: { toThrow(message?: string | RegExp): Promise<void> }
}

/** The part of `vi` and `jest` that bodies use. */
export interface Mocks {
  fn<Args extends unknown[], Result>(
    implementation?: (...args: Args) => Result,
  ): ((...args: Args) => Result) & Mock
  spyOn<Holder extends object>(holder: Holder, method: keyof Holder & string): Mock
  useFakeTimers(): unknown
  useRealTimers(): unknown
  runAllTimers(): unknown
  advanceTimersByTime(milliseconds: number): unknown
  clearAllTimers(): unknown
  clearAllMocks(): unknown
  restoreAllMocks(): unknown
}

export interface Mock {
  mockClear(): unknown
  mockReset(): unknown
  mockRestore(): void
  mockImplementation(implementation: (...args: never[]) => unknown): unknown
}
