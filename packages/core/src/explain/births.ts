import type { Heap } from '../heap/heap.ts'
import { NO_EDGE } from '../heap/ephemerons.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { NodeSet } from '../heap/node-set.ts'
import { isSuspendable } from './labels.ts'
import { functionsIn, isScope } from './scopes.ts'

/** Whether an object was there before the body ran, or was made while it did; undefined if it cannot be told. */
export type Origin = 'before' | 'body' | undefined

/** When objects were born, as far as it is known. */
export interface Births {
  originOf(node: number): Origin
}

/** What a measurement knows of births. */
export interface BirthFacts {
  /** Nodes of objects that were not there before the body. */
  readonly born: Iterable<number>
  /** Nodes that end the prototype chains of all objects of which births are known. */
  readonly roots: Iterable<number>
}

/** Of no object is anything known. */
export const UNKNOWN_BIRTHS: Births = { originOf: () => undefined }

/** Functions of one scope that are asked for their birth. */
const MOST_FUNCTIONS = 50
const LONGEST_CHAIN = 50

/**
 * Births by what a measurement saw before and after the body. Of V8's own records it follows what they belong to: a scope is as old as
 * its oldest function, or as the scopes in it if it has none left, a suspended function as its promise.
 */
export function birthsOf(heap: Heap, { born, roots }: BirthFacts): Births {
  const bornNodes = NodeSet.from(heap.nodeCount, born)
  const rootNodes = new Set(roots)
  const realms = new Set(
    [...rootNodes].map((root) => realmOf(heap, root)).filter((realm) => realm !== NO_NODE),
  )
  const known = new Map<number, Origin>()

  const find = (node: number): Origin => {
    if (bornNodes.has(node)) return 'body'
    if (isScope(heap, node)) return originOfScope(node)
    const type = heap.typeName(node)
    if (type !== 'object' && type !== 'closure') return undefined
    if (inherits(heap, node, rootNodes)) return isForeign(node) ? undefined : 'before'
    const promise = isSuspendable(heap, node) ? promiseOf(heap, node) : NO_NODE
    return promise === NO_NODE ? undefined : find(promise)
  }
  // made by code of another realm, on a prototype of this one: no measurement sees it
  const isForeign = (node: number) => {
    const realm = realmOf(heap, node)
    return realm !== NO_NODE && realms.size > 0 && !realms.has(realm)
  }
  const originOfScope = (scope: number): Origin => {
    let origin: Origin
    let asked = 0
    for (const code of functionsIn(heap, scope)) {
      if (bornNodes.has(code)) origin = 'body'
      else return 'before'
      if (++asked === MOST_FUNCTIONS) break
    }
    return origin ?? originOfInner(scope)
  }
  // its own functions have died, those of the scopes in it have not
  const originOfInner = (scope: number): Origin => {
    let origin: Origin
    for (const edge of heap.retainersOf(scope)) {
      if (heap.edgeLabel(edge) !== 'previous' || !isScope(heap, heap.edgeFrom(edge))) continue
      const inner = originOf(heap.edgeFrom(edge))
      if (inner === 'before') return inner
      origin ??= inner
    }
    return origin
  }
  const originOf = (node: number): Origin => {
    if (!known.has(node)) known.set(node, find(node))
    return known.get(node)
  }
  return { originOf }
}

/** The context in which an object was made, as its shape's shape says since V8 12; else NO_NODE. */
function realmOf(heap: Heap, node: number): number {
  let at = node
  for (const label of ['map', 'map', 'native_context']) {
    // the program may have properties of these names
    const edge = heap.findEdge(at, label, 'internal')
    if (edge === NO_EDGE) return NO_NODE
    at = heap.edgeTo(edge)
  }
  return at
}

/** The promise that a suspended async function will settle, in a slot without a name; NO_NODE of a generator. */
function promiseOf(heap: Heap, suspended: number): number {
  const { firstEdge, edgeTo } = heap.columns
  for (let edge = firstEdge[suspended]; edge < firstEdge[suspended + 1]; edge++)
    if (heap.edgeTypeName(edge) === 'hidden' && heap.name(edgeTo[edge]) === 'Promise') return edgeTo[edge]
  return NO_NODE
}

function inherits(heap: Heap, node: number, roots: ReadonlySet<number>): boolean {
  let at = heap.follow(node, '__proto__')
  for (let length = 0; at !== NO_NODE && length < LONGEST_CHAIN; length++) {
    if (roots.has(at)) return true
    at = heap.follow(at, '__proto__')
  }
  return false
}
