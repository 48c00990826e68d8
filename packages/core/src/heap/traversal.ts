import { EPHEMERON, STRONG, WEAK } from './edge-strength.ts'
import { NO_EDGE } from './ephemerons.ts'
import type { Heap } from './heap.ts'
import { PART } from './in-parts.ts'
import { NodeSet } from './node-set.ts'
import { pushTo } from './push-to.ts'

/** What a walk leaves out. */
export interface Exclusions {
  /** True for an edge to take as missing. A WeakMap entry is gone when either of its two edges is. */
  readonly excludeEdge?: (edge: number) => boolean
  /** True for a node to take as missing. */
  readonly excludeNode?: (node: number) => boolean
}

/** Where a walk along the references begins, and what it leaves out. */
export interface ReachOptions extends Exclusions {
  /** Nodes that are alive by themselves; the root if omitted. */
  readonly from?: Iterable<number>
}

/** How far ancestors and descendants go. */
export interface GenerationOptions {
  /** Edges between a member and the nodes it belongs to; 0: these nodes only, omitted: no limit. */
  readonly generations?: number
}

/**
 * The nodes that `from` keeps alive. Weak edges are not followed; the value of a WeakMap entry is reached when both its
 * key and its table are.
 *
 * Cost: linear in nodes and edges; 6 bytes a node.
 */
export function reachable(heap: Heap, options: ReachOptions = {}): NodeSet {
  return NodeSet.from(heap.nodeCount, walkFrom(heap, options))
}

/** By which reference a walk met each node first. */
export class FirstWays {
  /** index: node that was met, and was no start; value: the node whose reference led to it, or BY_ENTRY */
  readonly from: Uint32Array
  /** key: node that an entry of a WeakMap led to; value: the entry */
  readonly entryTo = new Map<number, number>()

  constructor(nodeCount: number) {
    this.from = new Uint32Array(nodeCount).fill(NO_WAY)
  }
}

/** In `FirstWays.from`: not met, or where the walk began. */
export const NO_WAY = 0xffffffff
/** In `FirstWays.from`: met by an entry of a WeakMap. */
export const BY_ENTRY = 0xfffffffe

/**
 * The nodes that `reachable` has, in the order in which they are met: each after what led to it.
 *
 * @param ways filled, if given
 */
export function walkFrom(heap: Heap, options: ReachOptions = {}, ways?: FirstWays): Uint32Array {
  const { from = [heap.root], excludeEdge, excludeNode } = options
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength, ephemerons, nodeCount } = heap
  const cameFrom = ways?.from
  // index: node; value: 1 once it is in the queue
  const isReached = new Uint8Array(nodeCount)
  const queue = new Uint32Array(nodeCount)
  // table -> its entries whose key was reached before it
  const waiting = new Map<number, number[]>()
  // index: node; value: 1 for the keys of `waiting`
  const isAwaited = new Uint8Array(nodeCount)

  /** Adds a node; returns the new number of nodes in the queue. */
  const reach = (node: number, by: number, queued: number): number => {
    if (isReached[node] === 1 || excludeNode?.(node)) return queued
    isReached[node] = 1
    queue[queued] = node
    if (cameFrom) cameFrom[node] = by
    return queued + 1
  }
  const reachByEntry = (entry: number, before: number): number => {
    const value = edgeTo[ephemerons.keyEdge[entry]]
    const queued = reach(value, BY_ENTRY, before)
    if (queued > before) ways?.entryTo.set(value, entry)
    return queued
  }
  const reachBy = (edge: number, from: number, to: number, queued: number): number => {
    if (edgeStrength[edge] === STRONG) return excludeEdge?.(edge) ? queued : reach(to, from, queued)
    if (edgeStrength[edge] !== EPHEMERON) return queued
    const entry = ephemerons.entryOf(edge)
    if (excludeEdge && excludesEntry(excludeEdge, edge, ephemerons.tableEdge[entry])) return queued
    const table = ephemerons.table[entry]
    if (isReached[table] === 1) return reachByEntry(entry, queued)
    isAwaited[table] = 1
    pushTo(waiting, table, entry)
    return queued
  }
  /** Goes on from nodes of the queue, `first` to `end`; returns how many are in it then. */
  const follow = (first: number, end: number, before: number): number => {
    let queued = before
    // one loop over nodes and edges: V8 gives up code for an inner one each time that it is left
    for (let next = first, node = queue[next], edge = firstEdge[node]; next < end;) {
      if (edge === firstEdge[node + 1]) {
        if (isAwaited[node] === 1)
          for (const entry of waiting.get(node) ?? []) queued = reachByEntry(entry, queued)
        node = queue[++next]
        edge = firstEdge[node]
        continue
      }
      const to = edgeTo[edge]
      if (isReached[to] === 0) queued = reachBy(edge, node, to, queued)
      edge++
    }
    return queued
  }

  let queued = 0
  for (const node of from) queued = reach(node, NO_WAY, queued)
  // in parts, as in in-parts.ts, but of a queue that grows meanwhile
  for (let next = 0; next < queued;) {
    const end = Math.min(next + PART, queued)
    queued = follow(next, end, queued)
    next = end
  }
  return queue.subarray(0, queued)
}

/** True if either edge of a WeakMap entry is excluded. */
export function excludesEntry(
  excludeEdge: (edge: number) => boolean,
  keyEdge: number,
  tableEdge: number,
): boolean {
  return excludeEdge(keyEdge) || (tableEdge !== NO_EDGE && excludeEdge(tableEdge))
}

/**
 * The nodes that help to keep `targets` alive, and the targets. For a WeakMap value these are its key and its table.
 *
 * Cost: linear in the edges that end in the result.
 */
export function ancestors(heap: Heap, targets: Iterable<number>, options: GenerationOptions = {}): NodeSet {
  const { edgeStrength, edgeFroms } = heap
  const { firstRetainer, retainerEdge } = heap.retainers
  return byGenerations(heap, targets, options, (node, visit) => {
    for (let place = firstRetainer[node]; place < firstRetainer[node + 1]; place++) {
      const edge = retainerEdge[place]
      if (edgeStrength[edge] !== WEAK) visit(edgeFroms[edge])
    }
  })
}

/**
 * The nodes that `sources` help to keep alive, and the sources. Unlike in `reachable`, a WeakMap value descends from its
 * key and from its table, each by itself.
 *
 * Cost: linear in the edges that begin in the result.
 */
export function descendants(heap: Heap, sources: Iterable<number>, options: GenerationOptions = {}): NodeSet {
  const { edgeStrength } = heap
  const { firstEdge, edgeTo } = heap.columns
  return byGenerations(heap, sources, options, (node, visit) => {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      if (edgeStrength[edge] !== WEAK) visit(edgeTo[edge])
    }
  })
}

/** Breadth first, a whole generation at a time, so that each node is met in its earliest one. */
function byGenerations(
  heap: Heap,
  start: Iterable<number>,
  { generations = Infinity }: GenerationOptions,
  neighbours: (node: number, visit: (neighbour: number) => void) => void,
): NodeSet {
  const met = new NodeSet(heap.nodeCount)
  let following: number[] = []
  const visit = (node: number) => {
    if (met.add(node)) following.push(node)
  }
  for (const node of start) visit(node)

  for (let generation = 0; generation < generations && following.length > 0; generation++) {
    const current = following
    following = []
    for (const node of current) neighbours(node, visit)
  }
  return met
}
