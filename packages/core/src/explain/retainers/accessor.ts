import { propertyWords } from '../words.ts'
import type { Heap } from '../../heap/heap.ts'
import type { Retainer } from './retainer.ts'

/** The function of a getter or setter, which closes over what it reads or writes. */
export const accessor: Retainer = {
  name: 'accessor',
  read(path, at, scene) {
    if (path.type(at) !== 'property') return undefined
    const [, kind, property] = /^(get|set) (.*)$/s.exec(String(path.label(at))) ?? []
    if (property === undefined || !isAccessorFunction(path.heap, path.to(at))) return undefined
    return { edges: 1, words: `${kind}ter of ${propertyWords(property, scene)}`, keeps: true }
  },
}

/** A property may well be called `get it`; only V8 knows. */
function isAccessorFunction(heap: Heap, node: number): boolean {
  return heap.retainersOf(node).some((edge) => heap.name(heap.edgeFrom(edge)) === 'system / AccessorPair')
}
