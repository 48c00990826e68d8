import { NO_ENTRY } from '../../heap/ephemerons.ts'
import { labelOf } from '../labels.ts'
import type { Retainer } from './retainer.ts'

/** The other half of a WeakMap's entry: the map holds its value for as long as the key lives. */
export const weakMapTable: Retainer = {
  name: 'WeakMap table',
  read(path, at) {
    if (path.label(at) !== 'table' || at + 1 >= path.length) return undefined
    const { ephemerons } = path.heap
    const entry = ephemerons.entryOf(path.edges[at + 1])
    if (entry === NO_ENTRY) return undefined
    return { edges: 2, words: `value of key ${labelOf(path.heap, ephemerons.key[entry])}` }
  },
}
