import { NO_NODE } from '../../heap/node-index.ts'
import type { Path } from '../path.ts'
import { mapSlot } from './collection.ts'
import type { Retainer } from './retainer.ts'

/** A listener of Node's EventTarget, AbortSignal among them. */
export const eventTargetListener: Retainer = {
  name: 'EventTarget listener',
  read(path, at) {
    if (path.label(at) !== '<symbol kEvents>' || path.label(at + 1) !== 'table') return undefined
    let edge = at + 3
    // the listeners of one event are chained
    while (path.label(edge) === 'next') edge++
    if (path.label(edge) !== 'listener' && path.label(edge) !== 'callback') return undefined
    const event = eventName(path, at)
    return {
      edges: edge + 1 - at,
      words: `listener of event ${event === undefined ? '(unknown)' : JSON.stringify(event)}`,
      keeps: true,
      advice:
        event === undefined
          ? undefined
          : [
              `Remove the listener when it is no longer needed: \`removeEventListener(${JSON.stringify(event)}, listener)\`, or \`{ once: true }\`.`,
            ],
    }
  },
}

/** `target.onmessage = handler` and its like. */
export const eventHandler: Retainer = {
  name: 'event handler',
  read(path, at) {
    if (path.label(at) !== '<symbol kHandlers>' || path.label(at + 1) !== 'table') return undefined
    const event = at + 3 < path.length ? eventName(path, at) : undefined
    if (event === undefined || path.label(at + 3) !== 'handler') return undefined
    return {
      edges: 4,
      words: `handler \`on${event}\``,
      keeps: true,
      advice: [`Take it away when it is no longer needed: \`on${event} = null\`.`],
    }
  },
}

function eventName(path: Path, at: number): string | undefined {
  const entry = mapSlot(path.heap, path.edges[at + 2])
  return entry && entry.key !== NO_NODE ? path.heap.name(entry.key) : undefined
}
