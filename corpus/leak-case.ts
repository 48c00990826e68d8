import type { LeakTarget } from '@toleak/core'

/**
 * One way to leak, with its fixed twin.
 *
 * Each call of `leaking` leaves exactly one more instance of `target` alive; `fixed` differs by the smallest natural fix and leaves none.
 */
export interface LeakCase {
  readonly name: string
  /**
   * Path, relative to `corpus/`, of the file of the culprit. A comment `// culprit` stands there on the line above it: above the
   * function or class that holds the instance, the variable that does, or the await at which a function is suspended. The failure must
   * name file and line.
   */
  readonly file: string
  readonly target: LeakTarget
  readonly leaking: () => void | Promise<void>
  readonly fixed: () => void | Promise<void>
  /** The user's own words that the failure must contain. */
  readonly says: readonly (string | RegExp)[]
  /** Words for the reference at which the failure must propose to cut: from what was there before to what the body made. */
  readonly cut: string | RegExp
  /** Ends what `leaking` left behind where that would disturb the cases that follow. */
  readonly after?: () => void
}
