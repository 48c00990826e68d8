import type { Retainer } from './retainer.ts'

const CELL = 'system / WeakCell'

/** The second argument of `registry.register(target, heldValue)`: kept until the target is collected. */
export const finalizationRegistry: Retainer = {
  name: 'FinalizationRegistry',
  read(path, at) {
    if (path.heap.name(path.from(at)) !== 'FinalizationRegistry' || path.type(at) !== 'hidden')
      return undefined
    if (path.heap.typeName(path.to(at)) === 'closure') return { edges: 1, words: 'cleanup callback' }
    // the registrations are chained, and also listed by their tokens
    let edge = at
    if (path.heap.typeName(path.to(edge)) === 'array') edge++
    if (edge >= path.length || path.heap.name(path.to(edge)) !== CELL) return undefined
    while (edge < path.length && path.heap.name(path.to(edge)) === CELL) edge++
    if (edge >= path.length) return undefined
    return {
      edges: edge + 1 - at,
      words: 'held value',
      keeps: true,
      advice: [
        'The registry keeps it until the registered object is collected. Call `unregister(token)` when it is no longer needed.',
      ],
    }
  },
}
