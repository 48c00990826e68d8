import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import { labelOf } from '../labels.ts'
import type { Path } from '../path.ts'
import type { Scene } from '../scene.ts'
import type { Reading, Retainer } from './retainer.ts'

/** A pending timer and what it will call. */
export const timer: Retainer = {
  name: 'timer',
  read(path, at, scene) {
    const { heap } = path
    if (!isTimer(heap, path.from(at))) return undefined
    const label = path.label(at)
    const kind = timerKind(heap, path.from(at))
    if (label === '_onTimeout' || label === '_onImmediate')
      return { edges: 1, words: 'callback', keeps: true, holder: `${kind} timer`, advice: clearedBy(kind) }
    if ((label === '_timerArgs' || label === '_argv') && at + 1 < path.length)
      return {
        edges: 2,
        words: `argument ${Number(path.label(at + 1)) + 1}`,
        keeps: true,
        ...timerWithItsCallback(path, at, scene),
      }
    return undefined
  },
}

/** Words for a timer that is held to account for something else than its callback, and where the callback stands; none for other nodes. */
export function timerWithItsCallback(
  path: Path,
  at: number,
  scene: Scene,
): Pick<Reading, 'holder' | 'place' | 'advice'> {
  const { heap } = path
  const node = path.from(at)
  if (!isTimer(heap, node)) return {}
  const kind = timerKind(heap, node)
  const callback = Math.max(heap.follow(node, '_onTimeout'), heap.follow(node, '_onImmediate'))
  if (callback === NO_NODE) return { holder: `${kind} timer`, advice: clearedBy(kind) }
  return {
    holder: `${kind} timer of ${labelOf(heap, callback)}`,
    place: scene.placeOf(callback),
    advice: clearedBy(kind),
  }
}

/** Classes of Node's timers. */
export const TIMER_NAMES: readonly string[] = ['Timeout', 'Immediate']

/** Whether `node` is a timer of Node's. */
export function isTimer(heap: Heap, node: number): boolean {
  return heap.typeName(node) === 'object' && TIMER_NAMES.includes(heap.name(node))
}

/** What ends a timer of this kind. */
export function clearedBy(kind: TimerKind): string[] {
  return [`Clear it when it is no longer needed: \`${CLEARED_BY[kind]}(timer)\`.`]
}

/** A timer in one of Node's lists of timers. */
export const timerList: Retainer = {
  name: 'timer list',
  read(path, at) {
    if (!isTimerList(path.heap, path.from(at))) return undefined
    // through the timers that stand before it in the list
    let edge = at
    while (edge + 1 < path.length && isTimerLink(path.heap, path.edges[edge + 1])) edge++
    return { edges: edge + 1 - at, words: 'pending' }
  },
}

/** Whether an edge is only part of how a list holds its timers: it leads from the list, or from one of them to the next. */
export function isTimerLink(heap: Heap, edge: number): boolean {
  const from = heap.edgeFrom(edge)
  return (
    isTimerList(heap, from) ||
    (isTimer(heap, from) && /^_idle(Next|Prev)$/.test(String(heap.edgeLabel(edge))))
  )
}

/** Classes of Node's lists of timers. */
export const TIMER_LIST_NAMES: readonly string[] = ['TimersList', 'ImmediateList']

/** Whether `node` is one of Node's lists of timers, and not their class, which has the same name. */
export function isTimerList(heap: Heap, node: number): boolean {
  return heap.typeName(node) === 'object' && TIMER_LIST_NAMES.includes(heap.name(node))
}

/** The function that a timer was started by. */
export type TimerKind = 'setImmediate' | 'setInterval' | 'setTimeout'

const CLEARED_BY: Readonly<Record<TimerKind, string>> = {
  setImmediate: 'clearImmediate',
  setInterval: 'clearInterval',
  setTimeout: 'clearTimeout',
}

/** By which function one of Node's timers was started. */
export function timerKind(heap: Heap, timeout: number): TimerKind {
  if (heap.name(timeout) === 'Immediate') return 'setImmediate'
  const repeat = heap.follow(timeout, '_repeat')
  // a small number is no node unless numbers are exposed
  return repeat === NO_NODE || heap.typeName(repeat) === 'number' ? 'setInterval' : 'setTimeout'
}
