import type { Heap } from '../heap/heap.ts'
import { NO_NODE } from '../heap/node-index.ts'
import { builtinName, isPromise, isSuspendable, promiseOfResolver } from './labels.ts'

/** Promises between the one asked about and a function that waits: what `.then` returned, and again. */
const MOST_NODES = 200

/** The suspended async functions that go on when a promise settles, or one that `.then` made of it. */
export function waitingFunctions(heap: Heap, promise: number): number[] {
  const found: number[] = []
  const met = new Set([promise])
  for (const node of met) {
    if (isSuspendable(heap, node)) found.push(node)
    else if (met.size < MOST_NODES) for (const next of onward(heap, node)) met.add(next)
  }
  return found
}

/** What a promise, a reaction or a handler leads on to. */
function onward(heap: Heap, node: number): number[] {
  const name = heap.name(node)
  if (isPromise(heap, node)) return some(heap.follow(node, 'reactions_or_result'))
  if (/^system \/ Promise(Reaction|Capability)$/.test(name)) return outOf(heap, node)
  // what an executor resolved with a promise is settled by it
  const settled = promiseOfResolver(heap, node)
  if (settled !== NO_NODE) return [settled]
  if (!/^Async.*Await/.test(builtinName(heap, node) ?? '')) return []
  const context = heap.follow(node, 'context')
  return context === NO_NODE ? [] : some(heap.follow(context, 'extension'))
}

function outOf(heap: Heap, node: number): number[] {
  const { firstEdge, edgeTo } = heap.columns
  return [...edgeTo.subarray(firstEdge[node], firstEdge[node + 1])].filter(
    (to) => to !== node && !/^system \/ Map/.test(heap.name(to)),
  )
}

function some(node: number): number[] {
  return node === NO_NODE ? [] : [node]
}
