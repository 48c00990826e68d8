/** What differs between references that are the same for a reader: a number that stands alone, a quoted key. */
const VARIABLE_PART = /"[^"]*"|\b\d+\b/g

/** A reference's words without its index or key. */
export function generalLabel(label: string): string {
  return label.replace(VARIABLE_PART, (part) => (part.startsWith('"') ? '"…"' : '#'))
}

/** Words for references that differ in indices or keys only: `#waiters[0…11]`, `entry "…"`. */
export function summaryLabel(labels: readonly string[]): string {
  const [first, ...others] = [...new Set(labels)].sort()
  const partsOfOthers = others.map((label) => label.match(VARIABLE_PART) ?? [])
  let index = 0
  return first!.replace(VARIABLE_PART, (part) => {
    const values = partsOfOthers.flatMap((parts) => parts[index] ?? [])
    index++
    return summaryPart([part, ...values])
  })
}

function summaryPart(values: readonly string[]): string {
  if (new Set(values).size === 1) return values[0]!
  if (values.some((value) => value.startsWith('"'))) return '"…"'
  const numbers = values.map(Number).sort((a, b) => a - b)
  return `${numbers[0]}…${numbers.at(-1)}`
}

/** One preview for equal objects: theirs, with numbers and texts that differ summed up; nothing where they have no shape in common. */
export function summaryPreview(previews: readonly (string | undefined)[]): string | undefined {
  const known = previews.filter((preview) => preview !== undefined)
  if (known.length < previews.length) return undefined
  if (new Set(known).size === 1) return known[0]
  // "-1…3" would be read as another range than it is
  if (new Set(known.map(generalLabel)).size > 1 || known.some((preview) => /[-.]\d/.test(preview)))
    return undefined
  return summaryLabel(known)
}
