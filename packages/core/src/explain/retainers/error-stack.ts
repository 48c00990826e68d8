import type { Path } from '../path.ts'
import type { Retainer } from './retainer.ts'

/** An error's stack trace that nobody has read: V8 keeps the calls with their receivers until it has to write the text. */
export const errorStack: Retainer = {
  name: 'unread stack of an error',
  read(path, at) {
    if (!/^<symbol( error_stack_symbol)?>$/.test(String(path.label(at))) || path.type(at) !== 'property')
      return undefined
    const edges = edgesToReceiver(path, at)
    return edges === undefined
      ? undefined
      : {
          edges,
          words: 'unread stack trace',
          note: 'V8 keeps the `this` of the calls until `error.stack` is read: read it where the error is kept',
        }
  },
}

/** The calls stand in a list, each in a record of its own or not, by version. */
function edgesToReceiver(path: Path, at: number): number | undefined {
  let edge = at
  while (edge < path.length && isRecord(path, edge)) edge++
  return edge > at && edge < path.length ? edge + 1 - at : undefined
}

function isRecord(path: Path, at: number): boolean {
  const to = path.to(at)
  return (
    path.heap.typeName(to) === 'array' || /^system \/ (CallSiteInfo|ErrorStackData)$/.test(path.heap.name(to))
  )
}
