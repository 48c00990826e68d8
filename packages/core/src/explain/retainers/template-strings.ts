import type { Retainer } from './retainer.ts'

/** The strings that a tag function is called with: one array for each template literal, which lives as long as the code of its file. */
export const templateStrings: Retainer = {
  name: 'strings of a template literal',
  read(path, at) {
    const { heap } = path
    if (path.label(at) !== 'shared' || heap.typeName(path.from(at)) !== 'closure') return undefined
    let edge = at
    while (edge < path.length && heap.typeName(path.to(edge)) === 'code') edge++
    if (edge + 1 >= path.length || heap.name(path.to(edge)) !== 'system / ArrayList') return undefined
    return heap.name(path.to(edge + 1)) === 'Array'
      ? { edges: edge + 2 - at, words: 'strings of a template literal in its file' }
      : undefined
  },
}
