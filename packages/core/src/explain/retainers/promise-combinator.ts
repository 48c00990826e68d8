import type { Heap } from '../../heap/heap.ts'
import { builtinName, promiseOfResolver } from '../labels.ts'
import type { Path } from '../path.ts'
import type { Reading, Retainer } from './retainer.ts'

/** What `Promise.all` and its like hang on each of their promises until all have settled, by the name of V8's code for it. */
const ELEMENT_CLOSURE = /^Promise(All|AllSettled|Any)(?:Resolve|Reject)ElementClosure$/

const COMBINATORS: Readonly<Record<string, { call: string; part: string }>> = {
  All: { call: '`Promise.all`', part: 'result' },
  AllSettled: { call: '`Promise.allSettled`', part: 'result' },
  Any: { call: '`Promise.any`', part: 'error' },
}

/** What `Promise.all`, `Promise.allSettled` or `Promise.any` has so far, on a promise that it still waits for. */
export const promiseCombinator: Retainer = {
  name: 'promise combinator',
  read(path, at) {
    const handler = skipReactions(path, at)
    if (handler + 2 >= path.length) return undefined
    const [, name] = ELEMENT_CLOSURE.exec(builtinName(path.heap, path.to(handler)) ?? '') ?? []
    if (name === undefined || path.label(handler + 1) !== 'context') return undefined
    const { call, part } = COMBINATORS[name]
    const index = elementIndex(path, handler + 3)
    const words = index === undefined ? `reaction of ${call}` : `reaction of ${call}, ${part} [${index}]`
    return {
      edges: (index === undefined ? handler + 3 : handler + 4) - at,
      words,
      keeps: true,
      advice:
        index === undefined
          ? undefined
          : [`${call} keeps what it has so far until the last of its promises settles.`],
    }
  },
}

/** What stands in the bare array of the results so far. */
function elementIndex(path: Path, at: number): number | undefined {
  if (at >= path.length || path.heap.typeName(path.from(at)) !== 'array') return undefined
  const index = Number(path.label(at))
  return Number.isInteger(index) ? index : undefined
}

/** `Promise.race`, seen from a promise that has not settled. */
export const promiseRace: Retainer = {
  name: 'promise race',
  read(path, at): Reading | undefined {
    const handler = skipReactions(path, at)
    // reaction -> resolve function -> its scope -> the promise of the race
    const last = handler + 2
    if (last >= path.length) return undefined
    const raced = promiseOfResolver(path.heap, path.to(handler))
    if (raced !== path.to(last) || !isRace(path.heap, path.to(handler), raced)) return undefined
    return {
      edges: last + 1 - at,
      words: 'reaction of `Promise.race`',
      keeps: true,
      advice: [
        'Each `Promise.race` adds a reaction to each of its promises, which stays until that very promise settles.',
        'Race against a promise that is made for this race and settles after it, not against one that lives on.',
      ],
    }
  },
}

/**
 * Whether the promise that `resolver` settles is raced for: several promises have it as their handler, or it has settled while one
 * of them is still pending.
 */
function isRace(heap: Heap, resolver: number, raced: number): boolean {
  let reactions = 0
  for (const edge of heap.retainersOf(resolver)) if (heap.name(heap.edgeFrom(edge)) === REACTION) reactions++
  const outcome = heap.follow(raced, 'reactions_or_result')
  const isSettled = outcome >= 0 && heap.name(outcome) !== REACTION
  return reactions > 1 || (reactions === 1 && isSettled)
}

const REACTION = 'system / PromiseReaction'

/** Index of the edge that leaves the last of the chained reactions of a pending promise; past the end when there are none. */
function skipReactions(path: Path, at: number): number {
  if (path.label(at) !== 'reactions_or_result') return path.length
  let edge = at
  while (edge < path.length && path.heap.name(path.to(edge)) === REACTION) edge++
  return edge > at ? edge : path.length
}
