import type { Retainer } from './retainer.ts'

/** What `events.on` has heard and nobody has asked its iterator for yet. */
export const eventsIterator: Retainer = {
  name: 'events iterator',
  read(path, at) {
    if (path.label(at) !== '_events') return undefined
    // a listener, perhaps one of several, and its scopes
    let edge = at + 1
    while (edge < path.length && path.label(edge) !== 'unconsumedEvents') {
      const label = String(path.label(edge))
      const mayFollow = edge <= at + 2 || label === 'context' || label === 'previous'
      if (!mayFollow) return undefined
      edge++
    }
    // a queue in parts, each a list of the arguments of an event
    edge++
    while (/^(head|tail|next)$/.test(String(path.label(edge)))) edge++
    if (path.label(edge) !== 'list' || edge + 2 >= path.length) return undefined
    return {
      edges: edge + 3 - at,
      words: 'event that `events.on` has not handed out yet',
      keeps: true,
    }
  },
}
