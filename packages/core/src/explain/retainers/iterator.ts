import type { Path } from '../path.ts'
import type { Retainer } from './retainer.ts'

const ITERATOR = /^(?:(Map|Set) ?Iterator|Array Iterator|Iterator)$/

/** An iterator that has not come to its end: holds what it goes over. */
export const iterator: Retainer = {
  name: 'iterator',
  read(path, at) {
    if (path.type(at) !== 'hidden') return undefined
    const [kind, collection] = ITERATOR.exec(path.heap.name(path.from(at))) ?? []
    if (kind === undefined) return undefined
    if (collection !== undefined) return entryReading(path, at, collection)
    // `map`, `filter` and the like of an iterator: the iterator below, and the function that they were given
    if (path.heap.typeName(path.to(at)) === 'closure') return { edges: 1, words: 'function of the iterator' }
    return path.heap.typeName(path.to(at)) === 'object' ? { edges: 1, words: 'iterates over' } : undefined
  },
}

/** The iterator holds the table itself: the collection may be gone. */
function entryReading(path: Path, at: number, collection: string) {
  if (at + 1 >= path.length || path.heap.typeName(path.to(at)) !== 'array') return undefined
  return {
    edges: 2,
    words: `iterates over, as ${collection === 'Map' ? 'an entry of the Map' : 'an element of the Set'}`,
  }
}
