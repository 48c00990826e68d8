/** Equal for leaks with the same reason: class, beginning and references, without indices and keys. */
export function reasonOf(className: string, rootLabel: string, references: readonly string[]): string {
  return [className, rootLabel, ...references.map(withoutIndices)].join('\0')
}

/** The same for each element and each key. */
function withoutIndices(words: string): string {
  return words.replace(/\[\d+\]/g, '[i]').replace(/^(value of ).*key.*$/s, '$1key')
}
