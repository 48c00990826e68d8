/** One way to break a stage of the detection. */
export interface Mutation {
  /** What is broken: the rest of a sentence that begins with "Were it so that". */
  readonly broken: string
  /** Relative to `packages/core/src`. */
  readonly file: string
  /** Text that stands in the file exactly once. */
  readonly find: string
  readonly replace: string
  /** The test that must fail then. */
  readonly noticedBy: TestName
  /** What an assertion on a leak must end in when a released toleak is broken so; absent where nothing is asked at run time. */
  readonly atRunTime?: RunTimeEnd
}

export interface TestName {
  /** Relative to `packages/core/test`, without `.test.ts`. */
  readonly file: string
  /** `suite > test`. */
  readonly name: string
}

/**
 * - `error`: a self-check turns it into toleak's own error, wherever it runs.
 * - `never green`: into an error wherever an instance may go unseen for it; elsewhere the leak is found all the same.
 */
export type RunTimeEnd = 'error' | 'never green'

/**
 * The source with the mutation.
 *
 * @throws Error if what it replaces is not there exactly once
 */
export function mutate(source: string, { file, broken, find, replace }: Mutation): string {
  const parts = source.split(find)
  if (parts.length !== 2)
    throw new Error(
      `Cannot break ${file} so that ${broken}: found ${parts.length - 1} places with "${find}", expected one. Renew the mutation.`,
    )
  return parts.join(replace)
}
