import { InvalidInputError } from '../errors.ts'
import { BucketQueue, MAX_STEP } from './bucket-queue.ts'
import { EPHEMERON, STRONG } from './edge-strength.ts'
import { NO_EDGE } from './ephemerons.ts'
import type { Heap } from './heap.ts'
import { NodeSet } from './node-set.ts'
import { pushTo } from './push-to.ts'
import { excludesEntry } from './traversal.ts'

/** What an edge costs a path, an integer from 1 to 65,535: a function of the edge, or a column (index: edge). */
export type EdgeCost = ((edge: number) => number) | Readonly<Uint8Array> | Readonly<Uint16Array>

/** What the search for paths leaves out. */
export interface PathOptions {
  /** True for an edge to take as missing. A WeakMap entry is gone when either of its two edges is. */
  readonly excludeEdge?: (edge: number) => boolean
  /** Where paths may begin, and what beginning there costs (0 to 65,535); the root at 0 if omitted. */
  readonly sources?: ReadonlyMap<number, number>
}

/** The cheapest way from the root (or another source) to each node, as a tree. */
export interface CheapestTree {
  /** index: node; value: cost of its way, Infinity if there is none (or it was not looked for) */
  readonly cost: Readonly<Float64Array>
  /** index: node; value: the last edge of its way; NO_EDGE for a source and where there is none */
  readonly lastEdge: Readonly<Int32Array>
}

/**
 * The cheapest retaining path of each target. Of two equally cheap ones the shorter, then the one with the smaller edge
 * ordinals from its end on. Through a WeakMap entry a path goes by the key's edge; it costs what the dearer of key and
 * table costs, and the edge.
 *
 * @returns target -> edges from the root on; without the targets that nothing keeps alive
 * @throws InvalidInputError if an edge costs less than 1, more than 65,535 or no integer
 */
export function cheapestPaths(
  heap: Heap,
  costOf: EdgeCost,
  targets: Iterable<number>,
  options: PathOptions = {},
): Map<number, number[]> {
  const wanted = [...targets]
  const paths = new Map<number, number[]>()
  if (wanted.length === 0) return paths
  const tree = computeCheapestTree(heap, costOf, { ...options, targets: wanted })
  for (const target of wanted) {
    if (tree.cost[target] !== Infinity) paths.set(target, wayTo(heap, tree, target))
  }
  return paths
}

/** The edges from the root to a node of the tree. */
export function wayTo(heap: Heap, tree: CheapestTree, node: number): number[] {
  const way: number[] = []
  for (let edge = tree.lastEdge[node]; edge !== NO_EDGE; edge = tree.lastEdge[heap.edgeFrom(edge)])
    way.push(edge)
  return way.reverse()
}

/**
 * The cheapest ways from the root: to `targets` and what is found on the way to them, or to all nodes if there are none.
 *
 * Cost: linear in nodes, edges and the range of costs on the way; 24 bytes a node while it is made.
 * Source: Dijkstra 1959 with the buckets of Dial 1969, doi:10.1145/363269.363610; for WeakMap entries its generalisation
 * by Knuth 1977, doi:10.1016/0020-0190(77)90002-3.
 */
export function computeCheapestTree(
  heap: Heap,
  costOf: EdgeCost,
  { excludeEdge, sources, targets }: PathOptions & { readonly targets?: Iterable<number> } = {},
): CheapestTree {
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength, edgeFroms, ephemerons, nodeCount } = heap
  const price = typeof costOf === 'function' ? costOf : (edge: number) => costOf[edge]
  const unsettledTargets = targets && NodeSet.from(nodeCount, targets)

  const cost = new Float64Array(nodeCount).fill(Infinity)
  const lastEdge = new Int32Array(nodeCount).fill(NO_EDGE)
  // index: node; value: edges of its way
  const length = new Uint32Array(nodeCount)
  const settled = new NodeSet(nodeCount)
  const queue = new BucketQueue(nodeCount)
  // table -> edges of its entries whose key was settled before it
  const waiting = new Map<number, number[]>()

  /** Offers the way that ends with `edge`, ready to be walked on at `start`. */
  const offer = (edge: number, start: number) => {
    const step = price(edge)
    if (!(step >= 1 && step <= MAX_STEP && Number.isInteger(step))) throw wrongCost(heap, edge, step)
    const to = edgeTo[edge]
    const offered = start + step
    const current = cost[to]
    if (offered > current) return
    const edges = length[edgeFroms[edge]] + 1
    if (offered === current) {
      if (edges > length[to] || (edges === length[to] && edge >= lastEdge[to])) return
    } else {
      if (current !== Infinity) queue.remove(to, current)
      queue.add(to, offered)
      cost[to] = offered
    }
    lastEdge[to] = edge
    length[to] = edges
  }

  for (const [source, atSource] of sources ?? [[heap.root, 0]]) {
    cost[source] = atSource
    queue.add(source, atSource)
  }
  while (queue.size > 0) {
    const node = queue.take()
    settled.add(node)
    if (unsettledTargets?.delete(node) && unsettledTargets.size === 0) break

    const start = cost[node]
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      // settled before: no edge is free
      if (cost[edgeTo[edge]] <= start) continue
      if (edgeStrength[edge] === STRONG) {
        if (!excludeEdge?.(edge)) offer(edge, start)
      } else if (edgeStrength[edge] === EPHEMERON) {
        const entry = ephemerons.entryOf(edge)
        if (excludeEdge && excludesEntry(excludeEdge, edge, ephemerons.tableEdge[entry])) continue
        const table = ephemerons.table[entry]
        if (settled.has(table)) offer(edge, start)
        else pushTo(waiting, table, edge)
      }
    }
    for (const edge of waiting.get(node) ?? []) offer(edge, start)
  }

  // what was seen but not settled has no certain cost
  if (unsettledTargets) {
    while (queue.size > 0) {
      const node = queue.take()
      cost[node] = Infinity
      lastEdge[node] = NO_EDGE
    }
  }
  return { cost, lastEdge }
}

function wrongCost(heap: Heap, edge: number, cost: number): Error {
  const label = `edge ${edge} ("${heap.edgeLabel(edge)}")`
  return new InvalidInputError(
    `Cannot look for paths: ${label} costs ${cost}, expected an integer from 1 to ${MAX_STEP}. Check the cost function.`,
  )
}
