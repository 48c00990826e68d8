import { builtinName, isProxy, isSuspendable, isUserLevel } from '../explain/labels.ts'
import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'

/** Names of properties that tell the shape of a plain object; one with more serves as a table, and its keys are contents. */
const MOST_KEYS = 40

/** Whether a node is an object or a function, of which a program may make more and more: no code, no table of V8's, no prototype. */
export function canGrow(heap: Heap, node: number): boolean {
  return isUserLevel(heap, node) && !isPrototype(heap, node)
}

/**
 * What an object is one more of: instances are told by their class and where it is written, functions by where they are, plain objects by
 * the names of their properties, all others by their class. Equal in two snapshots of one isolate for objects of one kind.
 *
 * Cost: a walk over the object's own references.
 */
export function kindOf(heap: Heap, node: number): string {
  if (isSuspendable(heap, node)) return `suspended ${codeKind(heap, heap.follow(node, 'function'))}`
  if (heap.typeName(node) === 'closure') return codeKind(heap, node)
  if (isProxy(heap, node)) return 'Proxy'
  const name = heap.name(node)
  const place = placeText(heap, node)
  if (place !== undefined) return `${name} at ${place}`
  return name === 'Object' ? `Object {${keysOf(heap, node)}}` : name
}

function codeKind(heap: Heap, code: number): string {
  if (code === NO_NODE) return 'function'
  const bound = heap.follow(code, 'bound_function')
  if (bound !== NO_NODE) return `bound ${codeKind(heap, bound)}`
  const place = placeText(heap, code) ?? builtinName(heap, code) ?? 'built-in'
  return `function ${heap.name(code)} at ${place}`
}

function placeText(heap: Heap, node: number): string | undefined {
  const place = heap.location(node)
  return place && `${place.scriptId}:${place.line}:${place.column}`
}

function keysOf(heap: Heap, node: number): string {
  const { firstEdge } = heap.columns
  const property = heap.edgeTypeOf('property')
  const keys: (string | number)[] = []
  for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
    if (heap.columns.edgeType[edge] !== property || heap.edgeLabel(edge) === '__proto__') continue
    if (keys.length === MOST_KEYS) return '…'
    keys.push(heap.edgeLabel(edge))
  }
  return keys.sort().join()
}

/** The `prototype` of the function in its own `constructor`: it comes with a function and is none of its kind. */
function isPrototype(heap: Heap, node: number): boolean {
  if (heap.typeName(node) !== 'object') return false
  const code = heap.follow(node, 'constructor')
  return code !== NO_NODE && heap.follow(code, 'prototype') === node
}
