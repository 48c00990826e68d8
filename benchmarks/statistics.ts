/** The middle, the least and the greatest of some figures. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** @param figures at least one */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2
  return { median, min: sorted[0], max: sorted[sorted.length - 1] }
}
