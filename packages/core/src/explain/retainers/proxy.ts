import { isProxy } from '../labels.ts'
import type { Retainer } from './retainer.ts'

/** V8 names neither; they stand in this order. */
export const TARGET = 1
const HANDLER = 2
const WORDS: Readonly<Record<number, string>> = { [TARGET]: 'target', [HANDLER]: 'handler' }

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
