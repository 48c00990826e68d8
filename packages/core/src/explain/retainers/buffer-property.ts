import { NO_NODE } from '../../heap/node-index.ts'
import { propertyWords } from '../words.ts'
import type { Path } from '../path.ts'
import type { Retainer } from './retainer.ts'

/** A property that somebody put on an ArrayBuffer. V8 writes no names for these. */
export const bufferProperty: Retainer = {
  name: 'property of a buffer',
  read(path, at, scene) {
    if (!/^(Shared)?ArrayBuffer$/.test(path.heap.name(path.from(at))) || at + 1 >= path.length)
      return undefined
    const store = path.to(at)
    const isArray = path.heap.name(store) === 'system / PropertyArray'
    if (!isArray && (path.heap.typeName(store) !== 'array' || path.type(at) !== 'hidden')) return undefined
    const name = isArray ? nameInShape(path, at) : nameInTable(path, at)
    return { edges: 2, words: name === undefined ? 'a property' : propertyWords(name, scene), keeps: true }
  },
}

/** The names stand in the object's shape, in the same order, three slots for each property. */
const SHAPE_STRIDE = 3

function nameInShape({ heap, edges }: Path, at: number): string | undefined {
  const slot = Number(heap.edgeLabel(edges[at + 1])) * SHAPE_STRIDE
  const key = heap.follow(heap.edgeFrom(edges[at]), 'map', 'descriptors', String(slot))
  return key !== NO_NODE && heap.typeName(key) === 'string' ? heap.name(key) : undefined
}

/** Once a property was deleted, name and value stand side by side in a table. */
function nameInTable({ heap, edges }: Path, at: number): string | undefined {
  const slot = Number(heap.edgeLabel(edges[at + 1])) - 1
  const key = heap.follow(heap.edgeFrom(edges[at + 1]), String(slot))
  return key !== NO_NODE && heap.typeName(key) === 'string' ? heap.name(key) : undefined
}
