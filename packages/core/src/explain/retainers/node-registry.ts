import { ownEntry } from '../own-entry.ts'
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
    const list = ownEntry(LISTS, variableOf(path.heap, path.edges[at]))
    if (!list) return undefined
    let edge = at
    while (edge + 1 < path.length && /^(Array|Object|SafeSet|Set|)$/.test(path.heap.name(path.to(edge))))
      edge++
    return { edges: edge + 1 - at, keeps: true, ...list }
  },
}

/** By class: what each calls the functions that it was made with. */
const CALLBACKS: Readonly<Record<string, RegExp>> = {
  AsyncHook: /^<symbol (init|before|after|destroy|promiseResolve|promise_resolve)>$/,
  PerformanceObserver: /^#callback$/,
}

/** The functions of an async hook, or that of an observer: they stay as long as it does, so it is what is to be taken off the list. */
export const registeredCallback: Retainer = {
  name: 'callback of a hook or an observer',
  read(path, at) {
    const match = ownEntry(CALLBACKS, path.heap.name(path.from(at)))?.exec(String(path.label(at)))
    if (!match) return undefined
    const [, name] = match
    return { edges: 1, words: name === undefined ? 'callback' : `callback \`${name}\`` }
  },
}
