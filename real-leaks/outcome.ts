import type { Verdict } from '../corpus/verdict.ts'

/** What became of one case. */
export interface Outcome extends Verdict {
  readonly name: string
  readonly package: string
  readonly issue: string
  readonly leaked: string
  /** Nothing is said of the fixed version. */
  readonly silent: boolean
  /** What is said of the leaky one. */
  readonly text: string
}
