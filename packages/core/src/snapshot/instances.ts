import type { Heap } from '../heap/heap.ts'
import { NO_EDGE } from '../heap/ephemerons.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { NodeSet } from '../heap/node-set.ts'

/**
 * The objects that inherit from one of some prototypes, subclasses included; prototype objects themselves are left out.
 *
 * Cost: the retainers of what is found.
 */
export function instancesOf(heap: Heap, prototypes: Iterable<number>): number[] {
  const met = new NodeSet(heap.nodeCount)
  const queue: number[] = []
  for (const prototype of prototypes) if (met.add(prototype)) queue.push(prototype)
  const instances: number[] = []
  for (const prototype of queue) {
    for (const edge of heap.retainersOf(prototype)) {
      if (heap.edgeLabel(edge) !== '__proto__') continue
      const heir = heap.edgeFrom(edge)
      if (!met.add(heir)) continue
      queue.push(heir)
      if (!isPrototypeObject(heap, heir)) instances.push(heir)
    }
  }
  return instances.sort((a, b) => a - b)
}

/** The objects of a class of this name, in whatever realm or script; subclasses included. */
export function instancesNamed(heap: Heap, className: string): number[] {
  const found = new NodeSet(heap.nodeCount)
  const prototypes: number[] = []
  for (const node of heap.nodesNamed(className)) {
    const type = heap.typeName(node)
    if (type === 'object' && !isPrototypeObject(heap, node)) found.add(node)
    if (type !== 'closure') continue
    const edge = heap.findEdge(node, 'prototype', 'property')
    if (edge !== NO_EDGE) prototypes.push(heap.edgeTo(edge))
  }
  for (const instance of instancesOf(heap, prototypes)) found.add(instance)
  return [...found]
}

/** Whether a node is the `prototype` of the function in its own `constructor`. */
function isPrototypeObject(heap: Heap, node: number): boolean {
  const edge = heap.findEdge(node, 'constructor', 'property')
  return edge !== NO_EDGE && heap.follow(heap.edgeTo(edge), 'prototype') === node
}

/** The prototype of the class that is written at a place; NO_NODE if there is none, or more than one. */
export function prototypeWrittenAt(
  heap: Heap,
  at: { readonly scriptId: number; readonly line: number; readonly column: number },
): number {
  const { count, node, scriptId, line, column } = heap.columns.locations
  const closure = heap.nodeTypeOf('closure')
  let prototype = NO_NODE
  for (let place = 0; place < count; place++) {
    if (scriptId[place] !== at.scriptId || line[place] !== at.line || column[place] !== at.column) continue
    if (heap.columns.nodeType[node[place]] !== closure) continue
    if (prototype !== NO_NODE) return NO_NODE
    prototype = heap.follow(node[place], 'prototype')
  }
  return prototype
}
