/** As many as make a call cost nothing, and few enough that there are many calls in the smallest heap. */
export const PART = 2048

/**
 * Calls `part` with one range after the other, from 0 to `count`. For hot loops: a function in JavaScript gets faster when it is
 * called again, not while it runs, and a heap of 10⁵ nodes is walked before V8 would replace a running loop.
 */
export function inParts(count: number, part: (first: number, end: number) => void): void {
  for (let first = 0; first < count; first += PART) part(first, Math.min(first + PART, count))
}

/** The same from `count` down to 0: the ranges, last first. */
export function inPartsBackwards(count: number, part: (first: number, end: number) => void): void {
  for (let end = count; end > 0; end -= PART) part(Math.max(end - PART, 0), end)
}
