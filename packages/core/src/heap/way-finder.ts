import { EPHEMERON, STRONG } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import type { NodeSet } from './node-set.ts'
import { PriorityQueue } from './priority-queue.ts'

/** What ways cost and where they begin. */
export interface WayFinderOptions {
  /** What an edge costs a way, more than 0; Infinity for one that is taken as part of a chain only. */
  readonly costOf: (edge: number) => number
  /** Edges in a row, each list of which is one reference to the node. None if left out. */
  readonly chainsTo?: (node: number) => readonly Chain[]
  /** What beginning at a node costs, 0 or more; undefined where no way may begin. */
  readonly sourceCost: (node: number) => number | undefined
  /** The nodes that the root keeps alive; no way leads through others. */
  readonly alive: NodeSet
}

/** Edges that are one reference together: through what is no holder itself, such as the elements of a linked list. */
export interface Chain {
  /** From the holder on. */
  readonly edges: readonly number[]
  /** Of all together, more than 0. */
  readonly cost: number
}

/** Which ways a search takes. */
interface Search {
  /** Edges to take as missing. */
  readonly isExcluded: ((edge: number) => boolean) | undefined
  /** Whether it neither uses nor leaves what searches have found. */
  readonly isFresh: boolean
  /** Whether a way may begin at the target itself. */
  readonly mayBegin: boolean
}

/** An edge, or several that count as one. */
type Hop = number | Chain

/** The best way from a source to a node, once one was found. */
interface KnownWay {
  readonly cost: number
  /** Undefined at the source itself. */
  readonly lastHop: Hop | undefined
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
    return this.#search(target, { isExcluded, isFresh: isExcluded !== undefined, mayBegin: true })
  }

  /**
   * The edges of the cheapest way that leads to `target` from elsewhere, though ways may begin at it, and not through it: one at least.
   * Undefined if there is none.
   *
   * @param isExcluded edges to take as missing
   *
   * Cost: as of `wayTo`; nothing that was found is used again.
   */
  wayInto(target: number, isExcluded?: (edge: number) => boolean): number[] | undefined {
    return this.#search(target, { isExcluded, isFresh: true, mayBegin: false })
  }

  #search(target: number, { isExcluded, isFresh, mayBegin }: Search): number[] | undefined {
    const { alive, costOf, chainsTo } = this.#options
    if (!alive.has(target)) return undefined
    const heap = this.#heap
    // node -> the hop by which the way goes on to the target
    const nextHop = new Map<number, Hop | undefined>([[target, undefined]])
    const settled = new Set<number>()
    const costs = new Map([[target, 0]])
    const queue = new PriorityQueue<number>()
    queue.add(target, 0)
    let best: { readonly node: number; readonly cost: number } | undefined
    const offer = (from: number, cost: number, hop: Hop) => {
      if (cost >= (costs.get(from) ?? Infinity)) return
      costs.set(from, cost)
      nextHop.set(from, hop)
      queue.add(from, cost)
    }

    for (let node; (node = queue.take()) !== undefined;) {
      if (settled.has(node)) continue
      settled.add(node)
      const cost = costs.get(node) as number
      if (best && cost >= best.cost) break
      const known = isFresh ? undefined : this.#known.get(node)
      const source = mayBegin || node !== target ? (known?.cost ?? this.#options.sourceCost(node)) : undefined
      if (source !== undefined && (!best || cost + source < best.cost)) best = { node, cost: cost + source }
      if (known) continue
      for (const edge of heap.retainersOf(node)) {
        const from = heap.edgeFrom(edge)
        if (settled.has(from) || !this.#isPassable(edge, from) || isExcluded?.(edge)) continue
        offer(from, cost + costOf(edge), edge)
      }
      for (const chain of chainsTo?.(node) ?? []) {
        const from = heap.edgeFrom(chain.edges[0])
        if (settled.has(from) || !alive.has(from) || (isExcluded && chain.edges.some(isExcluded))) continue
        offer(from, cost + chain.cost, chain)
      }
    }
    if (!best) return undefined
    const hops = [...this.#knownWayTo(best.node, isFresh), ...this.#follow(nextHop, best.node)]
    if (!isFresh) this.#remember(hops, best.node)
    return hops.flatMap(edgesOf)
  }

  #isPassable(edge: number, from: number): boolean {
    const { edgeStrength, ephemerons } = this.#heap
    const { alive } = this.#options
    if (!alive.has(from)) return false
    if (edgeStrength[edge] === STRONG) return true
    return edgeStrength[edge] === EPHEMERON && alive.has(ephemerons.table[ephemerons.entryOf(edge)])
  }

  /** From the source to a node that an earlier search passed. */
  #knownWayTo(node: number, isFresh: boolean): Hop[] {
    const hops: Hop[] = []
    if (isFresh) return hops
    for (let at = node, hop; (hop = this.#known.get(at)?.lastHop) !== undefined; at = this.#start(hop))
      hops.push(hop)
    return hops.reverse()
  }

  #follow(nextHop: ReadonlyMap<number, Hop | undefined>, start: number): Hop[] {
    const hops: Hop[] = []
    for (let node = start, hop; (hop = nextHop.get(node)) !== undefined; node = this.#end(hop)) hops.push(hop)
    return hops
  }

  /** Each part of a cheapest way is one itself. */
  #remember(hops: readonly Hop[], source: number): void {
    const first = hops.length > 0 ? this.#start(hops[0]) : source
    let cost = this.#options.sourceCost(first) ?? 0
    if (!this.#known.has(first)) this.#known.set(first, { cost, lastHop: undefined })
    for (const hop of hops) {
      cost += typeof hop === 'number' ? this.#options.costOf(hop) : hop.cost
      const node = this.#end(hop)
      if (!this.#known.has(node)) this.#known.set(node, { cost, lastHop: hop })
    }
  }

  #start(hop: Hop): number {
    return this.#heap.edgeFrom(typeof hop === 'number' ? hop : hop.edges[0])
  }

  #end(hop: Hop): number {
    return this.#heap.edgeTo(typeof hop === 'number' ? hop : hop.edges[hop.edges.length - 1])
  }
}

function edgesOf(hop: Hop): number | readonly number[] {
  return typeof hop === 'number' ? hop : hop.edges
}
