/**
 * A decision of Chrome DevTools that differs from ours. Each is described in the file that reproduces it, and argued about in
 * docs/heap-semantics.md.
 *
 * - `user roots first`, `shortcuts`, `skipped edges`: distances.ts
 * - `ephemerons by text`: entries.ts
 * - `native halves`: distances.ts, essential-edges.ts
 * - `page-owned`: page-owned.ts
 * - `orphans`: orphans.ts
 * - `owned sizes`: owned-sizes.ts
 */
export type DevtoolsRule =
  | 'user roots first'
  | 'shortcuts'
  | 'skipped edges'
  | 'ephemerons by text'
  | 'native halves'
  | 'page-owned'
  | 'orphans'
  | 'owned sizes'

/** All of them: with these, and only with these, every figure equals that of DevTools. */
export const DEVTOOLS_RULES: ReadonlySet<DevtoolsRule> = new Set<DevtoolsRule>([
  'user roots first',
  'shortcuts',
  'skipped edges',
  'ephemerons by text',
  'native halves',
  'page-owned',
  'orphans',
  'owned sizes',
])

/** None: the exact semantics. */
export const NO_DEVTOOLS_RULES: ReadonlySet<DevtoolsRule> = new Set<DevtoolsRule>()
