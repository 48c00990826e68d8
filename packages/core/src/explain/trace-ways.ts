import type { Heap } from '../heap/heap.ts'
import type { NodeSet } from '../heap/node-set.ts'
import { WayFinder } from '../heap/way-finder.ts'
import type { Beginnings } from './roots.ts'
import { timerChainsIn } from './timer-chains.ts'

/** What the ways are looked for by. */
export interface TraceWayOptions {
  /** What each edge costs a way (edge-cost.ts). */
  readonly edgeCost: (edge: number) => number
  readonly beginnings: Beginnings
  /** What the GC roots keep alive. */
  readonly alive: NodeSet
}

/** The ways that a trace may tell: from where people begin to look, by what says most to them. */
export class TraceWays {
  readonly #beginnings: Beginnings
  readonly #finder: WayFinder

  constructor(heap: Heap, { edgeCost, beginnings, alive }: TraceWayOptions) {
    const timers = timerChainsIn(heap)
    this.#beginnings = beginnings
    this.#finder = new WayFinder(heap, {
      costOf: (edge) =>
        timers.isLink(edge)
          ? Infinity
          : edgeCost(edge) + (beginnings.get(heap.edgeTo(edge))?.costThrough ?? 0),
      chainsTo: (node) => timers.to(node),
      sourceCost: (node) => beginnings.get(node)?.cost,
      alive,
    })
  }

  /**
   * The way to a survivor, edge by edge, one at least; undefined if nothing keeps it alive. A survivor at which ways begin is held by
   * something, too: what is open by Node, anything else by what a way from elsewhere leads through.
   *
   * @param isExcluded edges to take as missing
   */
  wayTo(survivor: number, isExcluded?: (edge: number) => boolean): readonly number[] | undefined {
    const way = this.#finder.wayTo(survivor, isExcluded)
    if (way === undefined || way.length > 0) return way
    const keptBy = this.#beginnings.get(survivor)?.keptBy
    if (keptBy !== undefined && !isExcluded?.(keptBy)) return [keptBy]
    return this.#finder.wayInto(survivor, isExcluded)
  }
}
