import type { LeakTarget } from '@toleak/core'

/** Words that a failure must contain. */
export type Words = string | RegExp

/** Where a case is shown: in a bare Node process, or by a runner. */
export type Stage = 'bare' | 'jest' | 'vitest'

/** Words that are not the same everywhere, where a runner has a hand in how the instance is held. What is left out is as in a bare process. */
export type WordsByStage = { readonly [stage in Stage]?: Words }

/**
 * One way to leak, with its fixed twin: `leakCase` of `leaks/<kind>/<name>.ts`.
 *
 * Each call of `leaking` leaves exactly one more instance of `target` alive; `fixed` differs by the smallest natural fix and leaves none.
 * A comment `// culprit` stands on the line above the culprit: above the function or class that holds the instance, the variable that
 * does, or the await at which a function is suspended. The failure must name that file and line.
 */
export interface LeakCase {
  readonly target: LeakTarget
  readonly leaking: () => void | Promise<void>
  readonly fixed: () => void | Promise<void>
  /** Words of the line with which the trace must begin. */
  readonly root: Words
  /** The culprit's own name and the user's other words that the failure must contain. */
  readonly says: readonly Words[]
  /** Words for the reference at which the failure must propose to cut: from what was there before to what the body made. */
  readonly cut: Words | WordsByStage
  /** Words of the advice that is due; where none is, none may be given. */
  readonly advice?: Words | WordsByStage
  /** Makes ready what the two twins share and what neither creates. Called once before each. */
  readonly before?: () => void | Promise<void>
  /** Ends what `leaking` left behind where that would disturb the cases that follow. */
  readonly after?: () => void | Promise<void>
  /** Path, relative to `corpus/`, of the file of the culprit, where that is not the case's own. */
  readonly file?: string
}

/** Where a case stands. */
export interface CaseFile {
  /** The way of holding: the folder's name. */
  readonly kind: string
  /** The file's name. */
  readonly name: string
  /** Path relative to `corpus/`. */
  readonly file: string
}
