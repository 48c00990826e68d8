import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import { isScope, variableOf } from '../scopes.ts'
import { mapSlot } from './collection.ts'
import type { Retainer } from './retainer.ts'
import { timerWithItsCallback } from './timer.ts'

/** A store of an AsyncLocalStorage, which everything that was started in its `run` keeps: timers, promises, resources. */
export const asyncContext: Retainer = {
  name: 'async context',
  read(path, at, scene) {
    const timer = timerWithItsCallback(path, at, scene)
    // Node 22 puts the store on each resource
    if (path.label(at) === '<symbol kResourceStore>')
      return { edges: 1, words: 'store of an AsyncLocalStorage', keeps: true, ...timer }
    let edge = at
    // the callbacks of a promise are chained
    while (edge < path.length && path.heap.name(path.to(edge)) === 'system / PromiseReaction') edge++
    if (edge + 2 >= path.length || path.heap.name(path.to(edge)) !== 'AsyncContextFrame') return undefined
    if (path.label(edge + 1) !== 'table') return undefined
    const name = storageName(path.heap, path.edges[edge + 2])
    const storage = name === undefined ? 'an AsyncLocalStorage' : `AsyncLocalStorage \`${name}\``
    const callback = edge > at ? handlerOf(path.heap, path.from(edge)) : NO_NODE
    return {
      edges: edge + 3 - at,
      words: `store of ${storage}`,
      declaredAt: callback === NO_NODE ? undefined : scene.placeOf(callback),
      keeps: true,
      ...timer,
    }
  },
}

/** The variable that holds the AsyncLocalStorage under which a store stands in the table of an async context. */
function storageName(heap: Heap, edge: number): string | undefined {
  const key = mapSlot(heap, edge)?.key ?? NO_NODE
  if (key === NO_NODE) return undefined
  for (const retainer of heap.retainersOf(key))
    if (isScope(heap, heap.edgeFrom(retainer))) return variableOf(heap, retainer)
  return undefined
}

/** The callback for which a promise remembers its context; NO_NODE if none stands in a source. */
function handlerOf(heap: Heap, reaction: number): number {
  const { firstEdge, edgeTo } = heap.columns
  for (let edge = firstEdge[reaction]; edge < firstEdge[reaction + 1]; edge++)
    if (heap.typeName(edgeTo[edge]) === 'closure' && heap.location(edgeTo[edge])) return edgeTo[edge]
  return NO_NODE
}
