import { createHash } from 'node:crypto'
import type { Link } from './trace.ts'

/** Equal for leaks with the same reason: class, beginning and references, without indices and keys. */
export function fingerprintOf(className: string, rootLabel: string, links: readonly Link[]): string {
  const hash = createHash('sha1').update(className).update('\0').update(rootLabel)
  for (const { reading } of links) hash.update('\0').update(normalised(reading.words))
  return hash.digest('hex').slice(0, 12)
}

function normalised(words: string): string {
  return words.replace(/\[\d+\]/g, '[i]').replace(/^(value of ).*key.*$/s, '$1key')
}
