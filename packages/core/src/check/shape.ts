/** How the number of survivors grew from run to run. */
export type LeakShape = Exclude<LeakShapeKind, 'per run'> | `${number} per run`

/**
 * Shapes by kind, as the option `failOn` lists them.
 *
 * - `clean`: nothing stays.
 * - `settles late`: nothing stays, but some of it took turns of the event loop after the body to go.
 * - `one-off`: what stays is from the first run, or replaced by each run: a cache, a lazy singleton, the last value.
 * - `bounded`: more and more for some runs, then no more: a pool, a cache with a limit.
 * - `per run`: as many more with each run.
 * - `irregular`: it grows, but not by as many each time.
 */
export type LeakShapeKind = 'clean' | 'settles late' | 'one-off' | 'bounded' | 'per run' | 'irregular'

/** All of them. */
export const SHAPE_KINDS: readonly LeakShapeKind[] = [
  'clean',
  'settles late',
  'one-off',
  'bounded',
  'per run',
  'irregular',
]

/** The shape's kind. */
export function kindOf(shape: LeakShape): LeakShapeKind {
  return shape.endsWith(' per run') ? 'per run' : (shape as LeakShapeKind)
}

/**
 * The shape of a growth.
 *
 * @param counts survivors of all runs so far, after each run; at least two
 * @param lateCount how many went only while the last run settled
 *
 * What the first run leaves beyond the others counts for nothing: caches are filled then.
 */
export function shapeOf(counts: readonly number[], lateCount = 0): LeakShape {
  if (counts.at(-1) === 0) return lateCount > 0 ? 'settles late' : 'clean'
  const steps = counts.slice(1).map((count, run) => count - counts[run])
  if (steps.every((step) => step === 0)) return 'one-off'
  if (steps.every((step) => step > 0 && step === steps[0])) return `${steps[0]} per run`
  // a third of the runs without growth: one such run alone may be chance
  const quiet = steps.slice(-Math.ceil(counts.length / 3))
  const stopped = steps.length > 1 && quiet.every((step) => step <= 0)
  return stopped ? 'bounded' : 'irregular'
}
