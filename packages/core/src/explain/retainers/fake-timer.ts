import { NO_NODE } from '../../heap/node-index.ts'
import type { Retainer } from './retainer.ts'

/** A timer of a runner's fake clock, and what it would call. */
export const fakeTimer: Retainer = {
  name: 'fake timer',
  read(path, at) {
    const { heap } = path
    if (
      path.label(at) === 'timers' &&
      path.type(at + 1) === 'element' &&
      heap.name(path.from(at)) === 'TimerHeap'
    )
      return { edges: 2, words: 'pending' }
    if (heap.follow(path.from(at), 'func') === NO_NODE || heap.follow(path.from(at), 'callAt') === NO_NODE)
      return undefined
    if (path.label(at) === 'func') return { edges: 1, words: 'callback', ...FAKE }
    if (path.label(at) === 'args' && path.type(at + 1) === 'element')
      return { edges: 2, words: 'argument', ...FAKE }
    return undefined
  },
}

const FAKE = {
  holder: 'fake timer',
  keeps: true,
  advice: ['A fake timer stays pending after `useRealTimers()`: call `clearAllTimers()` before.'],
}
