import type { Heap } from '../../heap/heap.ts'
import { NO_NODE } from '../../heap/node-index.ts'
import type { Retainer } from './retainer.ts'

/** A pending timer and what it will call. */
export const timer: Retainer = {
  name: 'timer',
  read(path, at) {
    const holder = path.from(at)
    if (path.heap.name(holder) !== 'Timeout' && path.heap.name(holder) !== 'Immediate') return undefined
    const label = path.label(at)
    const kind = timerKind(path.heap, holder)
    const holding = {
      holder: `${kind} timer`,
      keeps: true,
      advice: [`Clear it when it is no longer needed: \`${CLEARED_BY[kind]}(timer)\`.`],
    }
    if (label === '_onTimeout' || label === '_onImmediate') return { edges: 1, words: 'callback', ...holding }
    if (label === '_timerArgs' || label === '_argv')
      return { edges: Math.min(2, path.length - at), words: 'argument', ...holding }
    return undefined
  },
}

/** A timer in one of Node's lists of timers. */
export const timerList: Retainer = {
  name: 'timer list',
  read(path, at) {
    if (!isTimerList(path.heap, path.from(at))) return undefined
    let edge = at
    while (
      /^_?idle(Next|Prev)$/.test(String(path.label(edge))) &&
      !/^(Timeout|Immediate)$/.test(path.heap.name(path.to(edge)))
    )
      edge++
    return edge < path.length ? { edges: edge + 1 - at, words: 'pending' } : undefined
  },
}

/** Classes of Node's lists of timers. */
export const TIMER_LIST_NAMES: readonly string[] = ['TimersList', 'ImmediateList']

/** Whether `node` is one of Node's lists of timers, and not their class, which has the same name. */
export function isTimerList(heap: Heap, node: number): boolean {
  return heap.typeName(node) === 'object' && TIMER_LIST_NAMES.includes(heap.name(node))
}

type TimerKind = 'setImmediate' | 'setInterval' | 'setTimeout'

const CLEARED_BY: Readonly<Record<TimerKind, string>> = {
  setImmediate: 'clearImmediate',
  setInterval: 'clearInterval',
  setTimeout: 'clearTimeout',
}

function timerKind(heap: Heap, timeout: number): TimerKind {
  if (heap.name(timeout) === 'Immediate') return 'setImmediate'
  const repeat = heap.follow(timeout, '_repeat')
  // a small number is no node unless numbers are exposed
  return repeat === NO_NODE || heap.typeName(repeat) === 'number' ? 'setInterval' : 'setTimeout'
}
