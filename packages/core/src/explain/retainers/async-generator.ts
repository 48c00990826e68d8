import type { Heap } from '../../heap/heap.ts'
import { awaitingFunction } from './promise.ts'
import type { Retainer } from './retainer.ts'
import { whereItWaits } from './suspended-function.ts'

const REQUEST = 'system / AsyncGeneratorRequest'

/** A call of `.next()`, `.return()` or `.throw()` that waits until an async generator comes to its next `yield`. */
export const asyncGeneratorRequest: Retainer = {
  name: 'async generator request',
  read(path, at, scene) {
    let edge = at
    // the calls that wait are chained
    while (edge < path.length && path.heap.name(path.to(edge)) === REQUEST) edge++
    if (edge === at || edge >= path.length || path.heap.name(path.from(at)) === REQUEST) return undefined
    const where = whereItWaits(path, at, scene)
    if (Number(path.label(edge)) !== promiseSlot(path.heap, path.from(edge)))
      return { ...where, edges: edge + 1 - at, words: 'argument of a waiting `.next()`', keeps: true }
    const awaiting = awaitingFunction(path, edge + 1)
    return awaiting
      ? { ...where, edges: edge + 1 + awaiting.edges - at, words: '`.next()` is awaited by' }
      : { ...where, edges: edge + 1 - at, words: 'promise of a waiting `.next()`' }
  },
}

/** The promise that the call returned is a request's last field. */
function promiseSlot(heap: Heap, request: number): number {
  const { firstEdge } = heap.columns
  let last = -1
  for (let edge = firstEdge[request]; edge < firstEdge[request + 1]; edge++)
    if (heap.edgeTypeName(edge) === 'hidden') last = Math.max(last, Number(heap.edgeLabel(edge)))
  return last
}
