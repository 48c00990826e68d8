import type { Spread } from './statistics.ts'

/** Figures as the tables show them. */

/** Milliseconds: the median, then the least and the greatest. */
export function timeCells({ median, min, max }: Spread): [median: string, range: string] {
  return [grouped(median), `${grouped(min)}–${grouped(max)}`]
}

/** Bytes in units of 2^20. */
export function megabytes(bytes: number): string {
  return grouped(bytes / 2 ** 20)
}

/** How many times `ours` another figure is. */
export function ratio(theirs: number, ours: number): string {
  return (theirs / ours).toFixed(1)
}

/** Milliseconds for a heap as nanoseconds for each of its nodes. */
export function perNode(milliseconds: number, nodes: number): string {
  return grouped((milliseconds * 1e6) / nodes)
}

/** A whole number, in groups of three digits. */
export function grouped(figure: number): string {
  return Math.round(figure).toLocaleString('en-US')
}
