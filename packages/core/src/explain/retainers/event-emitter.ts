import type { Retainer } from './retainer.ts'

/** A listener of Node's EventEmitter. */
export const eventEmitterListener: Retainer = {
  name: 'EventEmitter listener',
  read(path, at) {
    if (path.label(at) !== '_events' || path.type(at + 1) !== 'property') return undefined
    const event = String(path.label(at + 1))
    // one listener stands alone, several in an array
    const many = path.type(at + 2) === 'element' && path.heap.name(path.to(at + 1)) === 'Array'
    return {
      edges: many ? 3 : 2,
      words: `listener of event ${JSON.stringify(event.replace(/^<symbol (.*)>$/, 'Symbol($1)'))}`,
      keeps: true,
      advice: [
        `Remove the listener when it is no longer needed: \`off(${JSON.stringify(event)}, listener)\`, or \`once\`.`,
      ],
    }
  },
}
