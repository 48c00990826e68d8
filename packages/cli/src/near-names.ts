/** A class that may have been meant. */
export interface NearName {
  readonly className: string
  readonly count: number
}

/** Longer names are neither typed nor compared. */
const LONGEST = 120
/** What is as far as this is another word. */
const FAR = 1000

/**
 * The class names nearest to one that is not there, the likeliest first: written in other case, with a slip of the finger, part of
 * it or it part of them.
 *
 * Cost: the product of the lengths of the names compared, for each name of about the same length.
 */
export function nearNames(wanted: string, countByClass: ReadonlyMap<string, number>, most = 4): NearName[] {
  if (wanted === '' || wanted.length > LONGEST) return []
  return Array.from(countByClass, ([className, count]) => ({
    className,
    count,
    far: farness(wanted, className),
  }))
    .filter(({ far }) => far < FAR)
    .sort((a, b) => a.far - b.far || b.count - a.count || (a.className < b.className ? -1 : 1))
    .slice(0, most)
    .map(({ className, count }) => ({ className, count }))
}

function farness(wanted: string, name: string): number {
  if (name === '' || name.length > LONGEST) return FAR
  const [a, b] = [wanted.toLowerCase(), name.toLowerCase()]
  if (a === b) return 0
  const mostSlips = Math.max(1, Math.floor(Math.min(a.length, b.length) / 3))
  if (Math.abs(a.length - b.length) <= mostSlips) {
    const slips = slipsBetween(a, b)
    if (slips <= mostSlips) return slips
  }
  // "Session" and "SessionStore": after all slips, the shorter rest first
  const isPart = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a))
  return isPart ? LONGEST + Math.abs(a.length - b.length) : FAR
}

/**
 * Least number of slips that make one text of another: a letter too much, one missing, a wrong one, two in the wrong order.
 *
 * Source: Damerau 1964, doi:10.1145/363958.363994, by the table of Wagner & Fischer 1974, doi:10.1145/321796.321811; no letter is
 * touched twice ("optimal string alignment").
 */
export function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const wrong = last[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1)
      current[column] = Math.min(wrong, last[column] + 1, current[column - 1] + 1)
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isSwapped) current[column] = Math.min(current[column], beforeLast[column - 2] + 1)
    }
    beforeLast = last
    last = current
  }
  return last[b.length]
}
