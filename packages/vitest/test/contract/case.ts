/** The part of a runner's `expect` that the contract needs; Vitest's and Jest's both fit. */
export type Expect = (received: unknown) => Assertions

/** What the contract asserts with. */
export interface Assertions {
  readonly not: Omit<Assertions, 'not'>
  toLeak(target?: unknown, options?: unknown): unknown
  toBe(expected: unknown): unknown
  toMatch(expected: RegExp): unknown
}

/** One test that runs inside a real runner, and what must become of it there. */
export interface ContractCase {
  readonly name: string
  /** A pattern is one that its failure must match. */
  readonly outcome: 'passes' | RegExp
  readonly run: (expect: Expect) => void | Promise<void>
}

/** A test that must pass in the runner. */
export function passes(name: string, run: ContractCase['run']): ContractCase {
  return { name, outcome: 'passes', run }
}

/** A test that must fail in the runner, with a text that matches the pattern. */
export function fails(name: string, outcome: RegExp, run: ContractCase['run']): ContractCase {
  return { name, outcome, run }
}

/** What the assertion throws or rejects with; undefined if it passes. */
export async function thrownBy(assertion: () => unknown): Promise<unknown> {
  try {
    await assertion()
    return undefined
  } catch (error) {
    return error
  }
}
