import { isScope, variableOf } from '../scopes.ts'
import type { Retainer } from './retainer.ts'

/** What the modules of Node that remember things call their lists, and how one gets off the list. */
const LISTS: Readonly<Record<string, { words: string; advice?: readonly string[] }>> = {
  active_hooks: {
    words: 'enabled hook',
    advice: ['It is called until it is disabled: `hook.disable()`.'],
  },
  gcPersistentSignals: { words: 'signal with a listener, until its time is out' },
  kObservers: {
    words: 'active observer',
    advice: ['It observes until it is disconnected: `observer.disconnect()`.'],
  },
}

/** What Node has to remember because the program asked it to: async hooks, performance observers, signals with a time limit. */
export const nodeRegistry: Retainer = {
  name: 'registry of Node',
  read(path, at) {
    if (!isScope(path.heap, path.from(at))) return undefined
    const list = LISTS[variableOf(path.heap, path.edges[at]) ?? '']
    if (!list) return undefined
    let edge = at
    while (edge + 1 < path.length && /^(Array|Object|SafeSet|Set|)$/.test(path.heap.name(path.to(edge))))
      edge++
    return { edges: edge + 1 - at, keeps: true, ...list }
  },
}

/** The functions of an async hook: `init`, `before`, `after`, `destroy`, `promiseResolve`. */
export const asyncHookCallback: Retainer = {
  name: 'async hook callback',
  read(path, at) {
    if (path.heap.name(path.from(at)) !== 'AsyncHook') return undefined
    const [, name] =
      /^<symbol (init|before|after|destroy|promiseResolve|promise_resolve)>$/.exec(String(path.label(at))) ??
      []
    return name === undefined ? undefined : { edges: 1, words: `callback \`${name}\``, keeps: true }
  },
}
