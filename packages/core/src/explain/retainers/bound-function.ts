import type { Retainer } from './retainer.ts'

/** `f.bind(receiver, argument)`. */
export const boundFunction: Retainer = {
  name: 'bound function',
  read(path, at) {
    const label = path.label(at)
    if (label === 'bound_this') return { edges: 1, words: 'bound this' }
    if (label === 'bound_function') return { edges: 1, words: 'bound function' }
    // the arguments stand in an array of their own
    if (label === 'bindings' && at + 1 < path.length)
      return { edges: 2, words: `bound argument ${Number(path.label(at + 1)) + 1}` }
    return undefined
  },
}
