import { InvalidInputError, NotFoundError } from '../errors.ts'
import { EPHEMERON, STRONG } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import { computeCheapestTree, type CheapestTree, type EdgeCost, type PathOptions } from './paths.ts'
import { PriorityQueue } from './priority-queue.ts'
import { excludesEntry } from './traversal.ts'

/** Which retaining paths, and how many. */
export interface RetainingPathsOptions extends Omit<PathOptions, 'sources'> {
  /** The most paths to give; 1 if omitted. */
  readonly count?: number
  /** What an edge costs; 1 each if omitted. */
  readonly costOf?: EdgeCost
}

/** The beginning of a search: from the root by the cheapest way to `node`, from there to the target by `steps`. */
interface Detour {
  readonly node: number
  readonly steps: Steps | undefined
  /** What `steps` cost. */
  readonly cost: number
}

/** Edges on the way to the target, shared between detours. */
interface Steps {
  readonly edge: number
  readonly next: Steps | undefined
}

/**
 * The cheapest retaining paths of a node that pass no node twice, cheapest first. A WeakMap entry costs its edge and what
 * its table costs more than its key.
 *
 * At each node on a path only the `count` cheapest detours are looked at. So if their own best ways run into the path
 * again, a dearer one may be missed; the first path never is.
 *
 * @returns each path as edges from the root on
 * @throws NotFoundError if nothing keeps the node alive
 *
 * Cost: one cheapest tree, and for each path the retainers of the nodes on it.
 * Source: the deviations of Lawler 1972, doi:10.1287/mnsc.18.7.401, with the tree as exact bound for what is left.
 */
export function retainingPaths(heap: Heap, target: number, options: RetainingPathsOptions = {}): number[][] {
  const { count = 1, costOf = () => 1, excludeEdge } = options
  if (!(Number.isInteger(target) && target >= 0 && target < heap.nodeCount)) {
    const found = `node ${target}, expected 0 to ${heap.nodeCount - 1}`
    throw new InvalidInputError(`Cannot look for paths: ${found}. Is the node of this heap?`)
  }
  if (!(count >= 1)) {
    throw new InvalidInputError(
      `Cannot look for paths: count ${count}, expected at least 1. Leave it out for one path.`,
    )
  }
  const tree = computeCheapestTree(heap, costOf, { excludeEdge })
  if (tree.cost[target] === Infinity) throw noPath(heap, target)

  const stepCost = stepCostIn(heap, tree, costOf, excludeEdge)
  const paths: number[][] = []
  const queue = new PriorityQueue<Detour>()
  queue.add({ node: target, steps: undefined, cost: 0 }, tree.cost[target])
  for (let detour; paths.length < count && (detour = queue.take());) {
    const onPath = new Set<number>()
    for (let step = detour.steps; step; step = step.next) onPath.add(heap.edgeTo(step.edge))

    // to the root by the cheapest way, noting the detours from it
    let { node, steps, cost } = detour
    while (node !== heap.root) {
      onPath.add(node)
      for (const edge of cheapestDetours(heap, tree, node, onPath, stepCost, count)) {
        const from = heap.edgeFrom(edge)
        const detourCost = cost + stepCost(edge)
        queue.add(
          { node: from, steps: { edge, next: steps }, cost: detourCost },
          detourCost + tree.cost[from],
        )
      }
      const edge = tree.lastEdge[node]
      cost += stepCost(edge)
      steps = { edge, next: steps }
      node = heap.edgeFrom(edge)
      if (onPath.has(node)) break
    }
    if (node === heap.root) paths.push(edgesOf(steps))
  }
  return paths
}

/** What an edge costs on a path, the wait for a table included; Infinity for an edge that no path may use. */
function stepCostIn(
  heap: Heap,
  tree: CheapestTree,
  costOf: EdgeCost,
  excludeEdge: ((edge: number) => boolean) | undefined,
): (edge: number) => number {
  const { edgeStrength, ephemerons } = heap
  const price = typeof costOf === 'function' ? costOf : (edge: number) => costOf[edge]
  return (edge) => {
    if (edgeStrength[edge] === STRONG) return excludeEdge?.(edge) ? Infinity : price(edge)
    if (edgeStrength[edge] !== EPHEMERON) return Infinity
    const entry = ephemerons.entryOf(edge)
    if (excludeEdge && excludesEntry(excludeEdge, edge, ephemerons.tableEdge[entry])) return Infinity
    return price(edge) + Math.max(0, tree.cost[ephemerons.table[entry]] - tree.cost[ephemerons.key[entry]])
  }
}

/** The edges into `node` that a path may come by instead of the cheapest way's: the `count` best. */
function cheapestDetours(
  heap: Heap,
  tree: CheapestTree,
  node: number,
  onPath: Set<number>,
  stepCost: (edge: number) => number,
  count: number,
): number[] {
  const { firstRetainer, retainerEdge } = heap.retainers
  const best: { edge: number; cost: number }[] = []
  for (let place = firstRetainer[node]; place < firstRetainer[node + 1]; place++) {
    const edge = retainerEdge[place]
    if (edge === tree.lastEdge[node]) continue
    const from = heap.edgeFrom(edge)
    if (onPath.has(from) || tree.cost[from] === Infinity) continue
    const cost = tree.cost[from] + stepCost(edge)
    if (cost === Infinity || (best.length === count && cost >= best[count - 1].cost)) continue

    // into the few best, behind its equals
    if (best.length === count) best.pop()
    let rank = best.length
    while (rank > 0 && best[rank - 1].cost > cost) rank--
    best.splice(rank, 0, { edge, cost })
  }
  return best.map(({ edge }) => edge)
}

function edgesOf(steps: Steps | undefined): number[] {
  const edges: number[] = []
  for (let step = steps; step; step = step.next) edges.push(step.edge)
  return edges
}

function noPath(heap: Heap, node: number): Error {
  return new NotFoundError(
    `No path from the GC root to node ${node} ("${heap.name(node)}" @${heap.id(node)}). ` +
      'It is unreachable; did you ask about a removed object?',
  )
}
