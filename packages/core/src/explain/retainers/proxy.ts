import { isProxy } from '../labels.ts'
import type { Retainer } from './retainer.ts'

/** V8 names neither; they stand in this order. */
const WORDS: Readonly<Record<number, string>> = { 1: 'target', 2: 'handler' }

/** The target or the handler of a Proxy. Read from the snapshot, so no trap runs. */
export const proxy: Retainer = {
  name: 'Proxy',
  read(path, at) {
    const words = WORDS[Number(path.label(at))]
    return words !== undefined && path.type(at) === 'hidden' && isProxy(path.heap, path.from(at))
      ? { edges: 1, words }
      : undefined
  },
}
