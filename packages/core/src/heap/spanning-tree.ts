import { EPHEMERON, STRONG } from './edge-strength.ts'
import { NO_EDGE, NO_ENTRY } from './ephemerons.ts'
import type { Heap } from './heap.ts'
import { NodeSet } from './node-set.ts'
import { pushTo } from './push-to.ts'
import { BY_ENTRY, FirstWays, walkFrom } from './traversal.ts'

/** What is taken as missing. */
export interface Missing {
  readonly nodes?: Iterable<number>
  /** A WeakMap entry is gone when either of its two edges is. */
  readonly edges?: Iterable<number>
}

/**
 * What the root keeps alive, and one way to each node of it: the tree of the references by which a walk met it first. What does not hang
 * on something in this tree lives without it, so that whoever asks what goes with a few nodes or edges needs no walk over the heap.
 *
 * Cost: a walk over the heap; 4 bytes a node, 10 while it walks.
 */
export class SpanningTree {
  readonly heap: Heap
  /** What the root keeps alive. */
  readonly alive: NodeSet
  readonly #ways: FirstWays
  /** key: table; value: what entries led to of which V8 has no edge from their table */
  readonly #valuesOfTable = new Map<number, number[]>()

  constructor(heap: Heap) {
    this.heap = heap
    this.#ways = new FirstWays(heap.nodeCount)
    this.alive = NodeSet.from(heap.nodeCount, walkFrom(heap, {}, this.#ways))
    const { table, tableEdge } = heap.ephemerons
    for (const [value, entry] of this.#ways.entryTo)
      if (tableEdge[entry] === NO_EDGE) pushTo(this.#valuesOfTable, table[entry], value)
  }

  /**
   * The nodes that the root would not keep alive any more, the missing ones among them.
   *
   * Cost: the edges of what hangs on the missing in the tree, and those that lead there.
   */
  lostWithout({ nodes = [], edges = [] }: Missing): NodeSet {
    const missing = new Set<number>()
    for (const node of nodes) if (this.alive.has(node)) missing.add(node)
    const missingEdges = this.#withEntries(edges)
    const lost = this.#hangingOn(missing, missingEdges)
    new Rescue(this.heap, this.alive, lost, missing, missingEdges).run()
    return lost
  }

  /** With the other edge of each WeakMap entry. */
  #withEntries(edges: Iterable<number>): Set<number> {
    const { ephemerons } = this.heap
    const all = new Set(edges)
    for (const edge of [...all]) {
      const entry = ephemerons.entryOf(edge)
      if (entry !== NO_ENTRY) all.add(ephemerons.keyEdge[entry])
    }
    return all
  }

  /** What hangs in the tree on one of these, and maybe some more. */
  #hangingOn(missing: ReadonlySet<number>, missingEdges: ReadonlySet<number>): NodeSet {
    const { columns, edgeStrength, edgeFroms, nodeCount } = this.heap
    const { firstEdge, edgeTo } = columns
    const { from } = this.#ways
    const found = NodeSet.from(nodeCount, missing)
    for (const edge of missingEdges) {
      const to = edgeTo[edge]
      // another reference of the same two may be the one of the tree: then the rescue finds it
      if (from[to] === edgeFroms[edge] || from[to] === BY_ENTRY) found.add(to)
    }
    const queue = [...found]
    const hang = (node: number) => {
      if (found.add(node)) queue.push(node)
    }
    for (const node of queue) {
      for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
        const to = edgeTo[edge]
        // of an entry either half, whichever entry it was
        if (from[to] === node || (from[to] === BY_ENTRY && edgeStrength[edge] > STRONG)) hang(to)
      }
      for (const value of this.#valuesOfTable.get(node) ?? []) hang(value)
    }
    return found
  }
}

/** Takes out of the lost nodes those to which another way leads, which the tree does not have. */
class Rescue {
  readonly #heap: Heap
  readonly #alive: NodeSet
  readonly #lost: NodeSet
  readonly #missing: ReadonlySet<number>
  readonly #missingEdges: ReadonlySet<number>
  readonly #rescued: number[] = []
  /** Entries of WeakMaps whose value is lost and whose key or table is, too. */
  #waiting: number[] = []

  constructor(
    heap: Heap,
    alive: NodeSet,
    lost: NodeSet,
    missing: ReadonlySet<number>,
    missingEdges: ReadonlySet<number>,
  ) {
    this.#heap = heap
    this.#alive = alive
    this.#lost = lost
    this.#missing = missing
    this.#missingEdges = missingEdges
  }

  run(): void {
    for (const node of [...this.#lost]) this.#lookAbove(node)
    for (let next = 0; next < this.#rescued.length || this.#openEntries();) {
      if (next < this.#rescued.length) this.#lookBelow(this.#rescued[next++])
    }
  }

  #isKept(node: number): boolean {
    return this.#alive.has(node) && !this.#lost.has(node)
  }

  #keep(node: number): void {
    if (!this.#missing.has(node) && this.#lost.delete(node)) this.#rescued.push(node)
  }

  #lookAbove(node: number): void {
    const { edgeStrength, edgeFroms, ephemerons } = this.#heap
    for (const edge of this.#heap.retainersOf(node)) {
      if (this.#missingEdges.has(edge)) continue
      if (edgeStrength[edge] === STRONG) {
        if (this.#isKept(edgeFroms[edge])) this.#keep(node)
      } else if (edgeStrength[edge] === EPHEMERON) {
        this.#waiting.push(ephemerons.entryOf(edge))
      }
    }
  }

  #lookBelow(node: number): void {
    const { columns, edgeStrength } = this.#heap
    const { firstEdge, edgeTo } = columns
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (edgeStrength[edge] === STRONG && !this.#missingEdges.has(edge)) this.#keep(edgeTo[edge])
  }

  /** Keeps the values of the waiting entries whose key and table are kept by now; true if there was one. */
  #openEntries(): boolean {
    const { keyEdge, key, table } = this.#heap.ephemerons
    const { edgeTo } = this.#heap.columns
    const before = this.#rescued.length
    const stillWaiting: number[] = []
    for (const entry of this.#waiting) {
      if (this.#isKept(key[entry]) && this.#isKept(table[entry])) this.#keep(edgeTo[keyEdge[entry]])
      else stillWaiting.push(entry)
    }
    this.#waiting = stillWaiting
    return this.#rescued.length > before
  }
}
