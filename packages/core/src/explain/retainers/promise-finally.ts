import { builtinName } from '../labels.ts'
import type { Retainer } from './retainer.ts'

/** The callback of `.finally`, which V8 wraps in one function for each outcome. */
export const promiseFinally: Retainer = {
  name: 'promise finally',
  read(path, at) {
    if (path.label(at) !== 'reactions_or_result') return undefined
    let edge = at
    while (edge < path.length && path.heap.name(path.to(edge)) === 'system / PromiseReaction') edge++
    // reaction -> wrapper -> its scope -> the callback
    const callback = edge + 2
    if (edge === at || callback >= path.length) return undefined
    if (!/^Promise(Then|Catch)Finally$/.test(builtinName(path.heap, path.to(edge)) ?? '')) return undefined
    if (path.label(edge + 1) !== 'context' || path.heap.typeName(path.to(callback)) !== 'closure')
      return undefined
    return { edges: callback + 1 - at, words: 'callback of `.finally`', keeps: true }
  },
}
