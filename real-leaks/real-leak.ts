import type { LeakTarget } from '@toleak/core'

/**
 * A leak that a published package had: `realLeak` of `cases/<name>.ts`.
 *
 * `<name>-leaky` and `<name>-fixed` of package.json are the last version that leaked and the first that did not. What is done with both
 * is the same; with the leaky one each call of `body` leaves exactly one more instance of `target` alive, with the fixed one none.
 *
 * @typeParam Package what of the package is used, as `import()` gives it; it is not installed when types are checked
 */
export interface RealLeak<Package = unknown> {
  /** Its name on npm. */
  readonly package: string
  /** Where it was reported or fixed. */
  readonly issue: string
  /** What held what, in one line, as the issue or the fix tells it. */
  readonly leaked: string
  readonly target: LeakTarget
  readonly body: (version: Package) => void | Promise<void>
  /** One instance stays alive, however often the body is called. */
  readonly bounded?: boolean
  /** Words of the line with which the trace must begin. */
  readonly root: string | RegExp
  /** The culprit's own name, its file, and the user's other words that the explanation must contain. */
  readonly says: readonly (string | RegExp)[]
  /** Words for the reference at which it must propose to cut. */
  readonly cut: string | RegExp
  /** Words of the advice that is due; where none is, none may be given. */
  readonly advice?: string | RegExp
  /** Makes ready what stays alive on purpose and what the body does not create. Called once for each version. */
  readonly before?: (version: Package) => void | Promise<void>
  /** Ends what `before` began. */
  readonly after?: () => void | Promise<void>
}
