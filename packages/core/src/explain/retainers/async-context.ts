import { NO_NODE } from '../../heap/node-index.ts'
import { isScope } from '../scopes.ts'
import { mapSlot } from './collection.ts'
import type { Place } from '../leak-trace.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import type { Retainer } from './retainer.ts'
import { timerWithItsCallback } from './timer.ts'

/** A store of an AsyncLocalStorage, which everything that was started in its `run` keeps: timers, promises, resources. */
export const asyncContext: Retainer = {
  name: 'async context',
  read(path, at, scene) {
    const timer = timerWithItsCallback(path, at, scene)
    // what is bound to a context is so for good
    const keeps = path.heap.name(path.from(at)) !== 'AsyncResource'
    // Node 22 puts the store on each resource
    if (path.label(at) === '<symbol kResourceStore>')
      return { edges: 1, words: 'store of an AsyncLocalStorage', keeps, ...timer }
    let edge = at
    // the callbacks of a promise are chained
    while (edge < path.length && path.heap.name(path.to(edge)) === 'system / PromiseReaction') edge++
    // and so on each promise that `then` returns
    if (edge > at && path.label(edge + 1) === '<symbol kResourceStore>')
      return {
        edges: edge + 2 - at,
        words: 'store of an AsyncLocalStorage',
        declaredAt: callbackPlace(path, edge, scene),
        keeps: true,
      }
    if (edge + 2 >= path.length || path.heap.name(path.to(edge)) !== 'AsyncContextFrame') return undefined
    if (path.label(edge + 1) !== 'table') return undefined
    const name = storageName(scene, path.edges[edge + 2])
    const storage = name === undefined ? 'an AsyncLocalStorage' : `AsyncLocalStorage \`${name}\``
    return {
      edges: edge + 3 - at,
      words: `store of ${storage}`,
      declaredAt: edge > at ? callbackPlace(path, edge, scene) : undefined,
      keeps,
      ...timer,
    }
  },
}

/** The variable that holds the AsyncLocalStorage under which a store stands in the table of an async context. */
function storageName(scene: Scene, edge: number): string | undefined {
  const { heap } = scene
  const key = mapSlot(heap, edge)?.key ?? NO_NODE
  if (key === NO_NODE) return undefined
  for (const retainer of heap.retainersOf(key))
    if (isScope(heap, heap.edgeFrom(retainer))) return scene.variableOf(retainer)
  return undefined
}

/** Where the callback stands that the promise at hand will call, seen from an edge of its reaction. */
function callbackPlace(path: Path, edge: number, scene: Scene): Place | undefined {
  const { firstEdge, edgeTo } = path.heap.columns
  const reaction = path.from(edge)
  for (let out = firstEdge[reaction]; out < firstEdge[reaction + 1]; out++)
    if (path.heap.typeName(edgeTo[out]) === 'closure' && path.heap.location(edgeTo[out]))
      return scene.placeOf(edgeTo[out])
  return undefined
}
