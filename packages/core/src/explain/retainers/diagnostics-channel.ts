import type { Path } from '../path.ts'
import type { Reading, Retainer } from './retainer.ts'

/** Who listens to a channel of `node:diagnostics_channel`, and the stores that are bound to it. */
export const diagnosticsChannel: Retainer = {
  name: 'diagnostics channel',
  read(path, at) {
    if (!/Channel$/.test(path.heap.name(path.from(at)))) return undefined
    if (path.label(at) === '_subscribers' && path.type(at + 1) === 'element')
      return {
        edges: 2,
        words: 'subscriber',
        keeps: true,
        advice: ['Let it go when it is no longer needed: `unsubscribe(name, subscriber)`.'],
      }
    if (path.label(at) === '_stores' && path.label(at + 1) === 'table' && at + 2 < path.length)
      return boundStore(path, at)
    return undefined
  },
}

/** Each store is a key, with the function that makes what it is given as the value. */
function boundStore(path: Path, at: number): Reading {
  const isStore = path.heap.name(path.to(at + 2)) === 'AsyncLocalStorage'
  return {
    edges: 3,
    words: isStore ? 'bound store' : 'function of a bound store',
    keeps: true,
    advice: ['Let it go when it is no longer needed: `channel.unbindStore(store)`.'],
  }
}
