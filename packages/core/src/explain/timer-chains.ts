import { NO_EDGE } from '../heap/ephemerons.ts'
import type { Heap } from '../heap/heap.ts'
import type { Chain } from '../heap/way-finder.ts'
import { isTimer, isTimerLink, isTimerList, TIMER_LIST_NAMES, TIMER_NAMES } from './retainers/timer.ts'

/** Timers that wait in one of Node's lists, first to last. */
interface TimerRow {
  /** index: place; value: the edge to it from the timer before it, or from the list */
  readonly forward: readonly number[]
  /** index: place; value: the edge to it from the timer after it, or from the list */
  readonly backward: readonly number[]
}

/** Where a timer waits. */
interface TimerPlace {
  readonly row: TimerRow
  readonly place: number
}

/** As a property does (edge-cost.ts). */
const CHAIN_COST = 3

/**
 * How Node's lists hold their timers: each by the one before it and by the one after it, which have nothing to do with it but that they
 * wait for as long. To a person the list holds each of them.
 */
export class TimerChains {
  readonly #heap: Heap
  /** Names of timers and of their lists, as ordinals of strings. */
  readonly #names: ReadonlySet<number>
  #places: ReadonlyMap<number, TimerPlace> | undefined

  constructor(heap: Heap) {
    const { strings } = heap.columns
    this.#heap = heap
    this.#names = new Set([...TIMER_NAMES, ...TIMER_LIST_NAMES].map((name) => strings.indexOf(name)))
  }

  /** Whether a node is a timer that a list holds. Cost: a look at each pending timer, the first time. */
  isPending(node: number): boolean {
    return this.#placeOf(node) !== undefined
  }

  /** `isTimerLink`, for many edges. */
  isLink(edge: number): boolean {
    const heap = this.#heap
    return this.#names.has(heap.columns.nodeName[heap.edgeFrom(edge)]) && isTimerLink(heap, edge)
  }

  /** The ways from its list to a pending timer, the shorter first; none for any other node. Cost: that of `isPending`, and the list's timers. */
  to(node: number): Chain[] {
    const found = this.#placeOf(node)
    if (found === undefined) return []
    const { row, place } = found
    const chains = [row.forward.slice(0, place + 1), row.backward.slice(place).reverse()]
    return chains
      .filter((edges) => !edges.includes(NO_EDGE))
      .sort((a, b) => a.length - b.length)
      .map((edges) => ({ edges, cost: CHAIN_COST }))
  }

  #placeOf(node: number): TimerPlace | undefined {
    const heap = this.#heap
    if (!this.#names.has(heap.columns.nodeName[node]) || !isTimer(heap, node)) return undefined
    this.#places ??= this.#findPlaces()
    return this.#places.get(node)
  }

  #findPlaces(): Map<number, TimerPlace> {
    const heap = this.#heap
    const places = new Map<number, TimerPlace>()
    for (const name of TIMER_LIST_NAMES)
      for (const list of heap.nodesNamed(name)) {
        if (!isTimerList(heap, list)) continue
        const forward = this.#linksFrom(list, ['_idleNext', 'head'], '_idleNext')
        const timers = forward.map((edge) => heap.edgeTo(edge))
        const back = this.#linksFrom(list, ['_idlePrev', 'tail'], '_idlePrev')
        const edgeTo = new Map(back.map((edge) => [heap.edgeTo(edge), edge]))
        const backward = timers.map((timer) => edgeTo.get(timer) ?? NO_EDGE)
        for (const [place, timer] of timers.entries())
          places.set(timer, { row: { forward, backward }, place })
      }
    return places
  }

  /** The links from a list on, in one direction. */
  #linksFrom(list: number, first: readonly string[], next: string): number[] {
    const heap = this.#heap
    const links: number[] = []
    const seen = new Set<number>()
    let edge = first.map((label) => heap.findEdge(list, label, 'property')).find((each) => each !== NO_EDGE)
    while (edge !== undefined && edge !== NO_EDGE) {
      const timer = heap.edgeTo(edge)
      if (!isTimer(heap, timer) || seen.has(timer)) break
      seen.add(timer)
      links.push(edge)
      edge = heap.findEdge(timer, next, 'property')
    }
    return links
  }
}

const chainsOfHeaps = new WeakMap<Heap, TimerChains>()

/** The same for each who asks about a heap, since finding the places takes a pass over its nodes. */
export function timerChainsIn(heap: Heap): TimerChains {
  const chains = chainsOfHeaps.get(heap) ?? new TimerChains(heap)
  chainsOfHeaps.set(heap, chains)
  return chains
}
