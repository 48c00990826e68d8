import type { Heap } from '../../heap/heap.ts'
import { builtinName, isSuspendable, labelOf, resolverRole } from '../labels.ts'
import type { Path } from '../path.ts'
import type { Reading, Retainer } from './retainer.ts'

/** The `resolve` or `reject` that an executor was handed: holds its promise, and so whoever waits for it. */
export const promiseResolver: Retainer = {
  name: 'promise resolver',
  read(path, at) {
    const role = resolverRole(path.heap, path.from(at))
    if (
      role === undefined ||
      path.label(at) !== 'context' ||
      path.heap.name(at + 1 < path.length ? path.to(at + 1) : 0) !== 'Promise'
    )
      return undefined
    const awaiting = awaitingFunction(path, at + 2)
    if (awaiting)
      return {
        edges: 2 + awaiting.edges,
        words: 'resumes',
        holder: `${role} of the promise that ${labelOf(path.heap, awaiting.node)} awaits`,
      }
    return { edges: 2, words: 'settles' }
  },
}

/** What a pending promise will run when it settles. */
export const promiseReaction: Retainer = {
  name: 'promise reaction',
  read(path, at) {
    if (path.label(at) !== 'reactions_or_result') return undefined
    if (!isReaction(path, at)) return { edges: 1, words: 'its value', keeps: true }
    const awaiting = awaitingFunction(path, at)
    if (awaiting) return { edges: awaiting.edges, words: 'is awaited by' }
    const handler = skipReactions(path, at)
    if (handler >= path.length) return undefined
    return foreignAwait(path, at, handler) ?? handlerReading(path, at, handler)
  },
}

/**
 * What awaits a promise of another realm does so by one of its own, which that one settles: by its resolvers as callbacks, or, since they
 * would only pass the value on, without any.
 */
function foreignAwait(path: Path, at: number, handler: number): Reading | undefined {
  const { heap } = path
  const isResolver =
    resolverRole(heap, path.to(handler)) !== undefined && path.label(handler + 1) === 'context'
  const promise = isResolver ? handler + 2 : handler
  if (promise >= path.length || heap.name(path.to(promise)) !== 'Promise') return undefined
  if (!isResolver && hasHandler(heap, path.from(handler))) return undefined
  const awaiting = awaitingFunction(path, promise + 1)
  return awaiting && { edges: promise + 1 - at + awaiting.edges, words: 'is awaited by' }
}

function hasHandler(heap: Heap, reaction: number): boolean {
  const { firstEdge, edgeTo } = heap.columns
  for (let edge = firstEdge[reaction]; edge < firstEdge[reaction + 1]; edge++)
    if (heap.typeName(edgeTo[edge]) === 'closure') return true
  return false
}

function handlerReading(path: Path, at: number, handler: number): Reading {
  const edges = handler + 1 - at
  // PromiseReaction: the handler of a rejection, that of a fulfilment, the promise that `then` returned, slot after slot; the first slot
  // differs from version to version
  const returned = returnedPromiseSlot(path.heap, path.from(handler))
  const before = returned === undefined ? undefined : returned - Number(path.label(handler))
  if (before === 1) return { edges, words: 'callback of `.then`', keeps: true }
  if (before === 2) return { edges, words: 'callback of `.catch`', keeps: true }
  return before === 0
    ? { edges, words: 'promise that `.then` returned' }
    : { edges, words: 'callback', keeps: true }
}

function returnedPromiseSlot(heap: Heap, reaction: number): number | undefined {
  const { firstEdge, edgeTo } = heap.columns
  let slot: number | undefined
  for (let edge = firstEdge[reaction]; edge < firstEdge[reaction + 1]; edge++)
    if (
      heap.edgeTypeName(edge) === 'hidden' &&
      /^(Promise|system \/ PromiseCapability)$/.test(heap.name(edgeTo[edge]))
    )
      slot = Number(heap.edgeLabel(edge))
  return slot
}

function isReaction(path: Path, at: number): boolean {
  return path.heap.name(path.to(at)) === 'system / PromiseReaction'
}

/** Index of the edge that leaves the last of the chained reactions of one promise. */
function skipReactions(path: Path, at: number): number {
  let edge = at
  while (edge < path.length && isReaction(path, edge)) edge++
  return edge
}

/** The async function that goes on when the promise that edge `at` leaves settles, and the edges from the promise to it. */
export function awaitingFunction(path: Path, at: number): { node: number; edges: number } | undefined {
  if (path.label(at) !== 'reactions_or_result' || !isReaction(path, at)) return undefined
  const handler = skipReactions(path, at)
  const last = handler + 2
  if (last >= path.length || !/^Async.*Await/.test(builtinName(path.heap, path.to(handler)) ?? ''))
    return undefined
  return isSuspendable(path.heap, path.to(last)) ? { node: path.to(last), edges: last + 1 - at } : undefined
}
