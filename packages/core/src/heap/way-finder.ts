import { EPHEMERON, STRONG } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import type { NodeSet } from './node-set.ts'
import { PriorityQueue } from './priority-queue.ts'

/** What ways cost and where they begin. */
export interface WayFinderOptions {
  /** What an edge costs a way, more than 0. */
  readonly costOf: (edge: number) => number
  /** What beginning at a node costs, 0 or more; undefined where no way may begin. */
  readonly sourceCost: (node: number) => number | undefined
  /** The nodes that the root keeps alive; no way leads through others. */
  readonly alive: NodeSet
}

/** The best way from a source to a node, once one was found. */
interface KnownWay {
  readonly cost: number
  /** Undefined at the source itself. */
  readonly lastEdge: number | undefined
}

/**
 * Cheapest ways from sources to single nodes, searched from their ends: only what is nearer to the node than the best source is looked at.
 * For a few nodes of a large heap far cheaper than `cheapestPaths`. A WeakMap's value is reached by its key's edge, at that edge's cost.
 *
 * Source: Dijkstra 1959, on the retainers; what earlier searches found is used again.
 */
export class WayFinder {
  readonly #heap: Heap
  readonly #options: WayFinderOptions
  readonly #known = new Map<number, KnownWay>()

  constructor(heap: Heap, options: WayFinderOptions) {
    this.#heap = heap
    this.#options = options
  }

  /**
   * The edges of the cheapest way to `target`, from its source on; empty if it is one itself, undefined if there is none. Of equally cheap
   * ones the shorter.
   *
   * @param isExcluded edges to take as missing; what is found then is not used again
   */
  wayTo(target: number, isExcluded?: (edge: number) => boolean): number[] | undefined {
    const { alive } = this.#options
    if (!alive.has(target)) return undefined
    const heap = this.#heap
    // node -> the edge by which the way goes on to the target
    const nextEdge = new Map<number, number | undefined>([[target, undefined]])
    const settled = new Set<number>()
    const costs = new Map([[target, 0]])
    const queue = new PriorityQueue<number>()
    queue.add(target, 0)
    let best: { readonly node: number; readonly cost: number } | undefined

    for (let node; (node = queue.take()) !== undefined;) {
      if (settled.has(node)) continue
      settled.add(node)
      const cost = costs.get(node) as number
      if (best && cost >= best.cost) break
      const known = isExcluded ? undefined : this.#known.get(node)
      const source = known?.cost ?? this.#options.sourceCost(node)
      if (source !== undefined && (!best || cost + source < best.cost)) best = { node, cost: cost + source }
      if (known) continue
      for (const edge of heap.retainersOf(node)) {
        const from = heap.edgeFrom(edge)
        if (settled.has(from) || !this.#isPassable(edge, from) || isExcluded?.(edge)) continue
        const offered = cost + this.#options.costOf(edge)
        if (offered >= (costs.get(from) ?? Infinity)) continue
        costs.set(from, offered)
        nextEdge.set(from, edge)
        queue.add(from, offered)
      }
    }
    if (!best) return undefined
    const way = [
      ...this.#knownWayTo(best.node, isExcluded !== undefined),
      ...follow(heap, nextEdge, best.node),
    ]
    if (!isExcluded) this.#remember(way, best.node, target)
    return way
  }

  #isPassable(edge: number, from: number): boolean {
    const { edgeStrength, ephemerons } = this.#heap
    const { alive } = this.#options
    if (!alive.has(from)) return false
    if (edgeStrength[edge] === STRONG) return true
    return edgeStrength[edge] === EPHEMERON && alive.has(ephemerons.table[ephemerons.entryOf(edge)])
  }

  /** From the source to a node that an earlier search passed. */
  #knownWayTo(node: number, isFresh: boolean): number[] {
    const way: number[] = []
    if (isFresh) return way
    for (
      let at = node, edge;
      (edge = this.#known.get(at)?.lastEdge) !== undefined;
      at = this.#heap.edgeFrom(edge)
    )
      way.push(edge)
    return way.reverse()
  }

  /** Each part of a cheapest way is one itself. */
  #remember(way: readonly number[], source: number, target: number): void {
    const first = way.length > 0 ? this.#heap.edgeFrom(way[0]) : (source ?? target)
    let cost = this.#options.sourceCost(first) ?? 0
    if (!this.#known.has(first)) this.#known.set(first, { cost, lastEdge: undefined })
    for (const edge of way) {
      cost += this.#options.costOf(edge)
      const node = this.#heap.edgeTo(edge)
      if (!this.#known.has(node)) this.#known.set(node, { cost, lastEdge: edge })
    }
  }
}

function follow(heap: Heap, nextEdge: ReadonlyMap<number, number | undefined>, start: number): number[] {
  const way: number[] = []
  for (let node = start, edge; (edge = nextEdge.get(node)) !== undefined; node = heap.edgeTo(edge))
    way.push(edge)
  return way
}
