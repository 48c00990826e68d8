import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import { oddballText } from '../labels.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import { isScope, variableOf } from '../scopes.ts'
import type { Retainer } from './retainer.ts'
import type { TimerKind } from './timer.ts'
import { clearedBy, timerKind } from './timer.ts'

/** Where jsdom and happy-dom start the timers of a window, by way of Node's. */
const WINDOW_SCRIPT =
  /[\\/](jsdom[\\/]lib[\\/]jsdom[\\/]browser[\\/]Window|happy-dom[\\/]lib[\\/]window[\\/]BrowserWindow)\.[cm]?js$/

/** A pending timer of a window and what it will call. */
export const pageTimer: Retainer = {
  name: 'timer of a window',
  read(path, at, scene) {
    const { heap } = path
    if (heap.name(path.from(at)) !== 'Timeout' || path.label(at) !== '_onTimeout') return undefined
    if (path.label(at + 1) !== 'context' || !isOfWindow(scene, path.to(at))) return undefined
    const slot = slotOfCallback(path, at + 2)
    if (slot === undefined) return undefined
    const kind = kindInWindow(heap, path.from(at), path.from(slot))
    return {
      edges: slot + 1 - at,
      words: 'callback',
      holder: `${kind} timer of the window`,
      keeps: true,
      advice: clearedBy(kind),
    }
  },
}

function isOfWindow(scene: Scene, code: number): boolean {
  return WINDOW_SCRIPT.test(scene.scriptPath(code) ?? '')
}

/** The edge to the function that the window was given. */
function slotOfCallback(path: Path, from: number): number | undefined {
  for (let edge = from; edge < path.length && isScope(path.heap, path.from(edge)); edge++) {
    const variable = variableOf(path.heap, path.edges[edge])
    if (variable === 'handler' || variable === 'callback') return edge
    if (path.label(edge) !== 'previous') return undefined
  }
  return undefined
}

/** jsdom starts Node's timer anew each time, and knows from a variable whether it is to. */
function kindInWindow(heap: Heap, timeout: number, scope: number): TimerKind {
  const again = heap.follow(scope, 'repeat')
  if (again === NO_NODE) return timerKind(heap, timeout)
  return oddballText(heap, again) === 'true' ? 'setInterval' : 'setTimeout'
}
