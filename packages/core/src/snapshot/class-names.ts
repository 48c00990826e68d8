import type { Heap } from '../heap/heap.ts'

/** Words of Chrome DevTools for what is no object of a class. */
const NAME_BY_TYPE: Readonly<Record<string, string>> = {
  hidden: '(system)',
  code: '(compiled code)',
  'object shape': '(object shape)',
  closure: 'Function',
  regexp: 'RegExp',
  string: '(string)',
  'concatenated string': '(string)',
  'sliced string': '(string)',
}

/** The class that a node counts to: its own for objects, `Function`, `(string)`, `(array)`, `(system)` and the like for others. */
export function classNameOf(heap: Heap, node: number): string {
  const type = heap.typeName(node)
  if (type === 'object' || type === 'native') return heap.name(node)
  return NAME_BY_TYPE[type] ?? `(${type})`
}
