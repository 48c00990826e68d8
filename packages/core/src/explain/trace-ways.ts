import type { Heap } from '../heap/heap.ts'
import type { NodeSet } from '../heap/node-set.ts'
import { WayFinder } from '../heap/way-finder.ts'
import type { Beginnings } from './roots.ts'
import { timerChainsIn } from './timer-chains.ts'

/** The ways that a trace may tell: from where people begin to look, by what says most to them. */
export function traceWays(
  heap: Heap,
  {
    edgeCost,
    beginnings,
    alive,
  }: { edgeCost: (edge: number) => number; beginnings: Beginnings; alive: NodeSet },
): WayFinder {
  const timers = timerChainsIn(heap)
  return new WayFinder(heap, {
    costOf: (edge) =>
      timers.isLink(edge) ? Infinity : edgeCost(edge) + (beginnings.get(heap.edgeTo(edge))?.costThrough ?? 0),
    chainsTo: (node) => timers.to(node),
    sourceCost: (node) => beginnings.get(node)?.cost,
    alive,
  })
}
