import type { Retainer } from './retainer.ts'
import { ownEntry } from '../own-entry.ts'

const LISTS: Readonly<Record<string, string>> = {
  freeSockets: 'idle socket',
  requests: 'request that waits for a socket',
  sockets: 'socket in use',
}

/** What an agent of `node:http` has for each host: sockets, and the requests that wait until one is free. */
export const httpAgent: Retainer = {
  name: 'http agent',
  read(path, at) {
    const words = ownEntry(LISTS, path.label(at))
    const isAgent = path.heap.follow(path.from(at), 'freeSockets') >= 0
    if (words === undefined || !isAgent || path.type(at + 2) !== 'element') return undefined
    return { edges: 3, words, keeps: true }
  },
}
