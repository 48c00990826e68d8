import { UNREACHABLE } from './distances.ts'
import { EPHEMERON, STRONG } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import { NO_NODE } from './node-index.ts'

const NOT_NUMBERED = 0xffffffff

/** The dominator tree, and the order in which it was found. */
export interface Dominators {
  /** index: node; value: its immediate dominator; root -> root; unreachable -> NO_NODE */
  readonly immediateDominator: Readonly<Int32Array>
  /** The reachable nodes, each after its immediate dominator. */
  readonly preorder: Readonly<Uint32Array>
}

/**
 * The immediate dominator of every reachable node: the nearest node that is on all its ways from the root.
 *
 * A WeakMap value hangs on its key here, as long as both key and table are reachable; that it needs the table too is not
 * said by a tree. So whatever a node dominates does go with it; what a table alone holds up is not counted for the table.
 *
 * @param held nodes that the root holds, too, though no edge says so
 *
 * Cost: O(edges * log nodes) time, in practice linear; 32 bytes a node and 12 for each edge that leads back in the
 * depth-first order while it is made.
 * Source: semi-NCA of Georgiadis 2005 (Linear-Time Algorithms for Dominators, section 2.3), after Lengauer & Tarjan
 * 1979, doi:10.1145/357062.357071; names as in the papers.
 */
export function computeDominators(heap: Heap, held: readonly number[] = []): Dominators {
  const { nodeCount, root } = heap
  const flowGraph = computeFlowGraph(heap, held)
  const { vertex, parent, semi } = flowGraph
  completeSemidominators(flowGraph)

  // first number first: up the tree to the semidominator
  const count = vertex.length
  const idom = parent
  for (let w = 1; w < count; w++) {
    let v = idom[w]
    while (v > semi[w]) v = idom[v]
    idom[w] = v
  }

  const immediateDominator = new Int32Array(nodeCount).fill(NO_NODE)
  for (let w = 1; w < count; w++) immediateDominator[vertex[w]] = vertex[idom[w]]
  immediateDominator[root] = root
  return { immediateDominator, preorder: vertex }
}

/** Completes `semi` by the ways through predecessors with greater numbers, last vertex first. */
function completeSemidominators({ parent, semi, firstLater, later, spare }: FlowGraph): void {
  const [ancestor, stack] = spare
  ancestor.set(parent)
  const forest: Forest = { least: semi.slice(), ancestor, stack }
  const { least } = forest
  for (let w = semi.length - 1; w > 0; w--) {
    let found = semi[w]
    for (let place = firstLater[w]; place < firstLater[w + 1]; place++) {
      const offered = evaluate(later[place], w, forest)
      if (offered < found) found = offered
    }
    semi[w] = least[w] = found
  }
}

/** The link-eval forest. A vertex is linked to its parent as soon as its semidominator is known. All by vertex number. */
interface Forest {
  /** value: the least `semi` between this vertex and its `ancestor`, which is left out */
  readonly least: Uint32Array
  /** value: a vertex further up the tree; its parent until paths are compressed */
  readonly ancestor: Uint32Array
  /** Scratch for `evaluate`: as deep as the tree at most. */
  readonly stack: Uint32Array
}

/** The least `semi` on the way from `v` up to the root of its tree in the forest, while all after `w` are linked. */
function evaluate(v: number, w: number, { least, ancestor, stack }: Forest): number {
  if (ancestor[v] <= w) return least[v]

  // up to the last vertex below the root of the tree
  let depth = 0
  let u = v
  while (ancestor[u] > w) {
    stack[depth++] = u
    u = ancestor[u]
  }
  // down again, compressing
  const top = ancestor[u]
  let found = least[u]
  while (depth > 0) {
    const below = stack[--depth]
    if (least[below] < found) found = least[below]
    else least[below] = found
    ancestor[below] = top
  }
  return found
}

/** What is reachable, numbered depth first; vertex 0 is the root. All but the last are by vertex number. */
interface FlowGraph {
  /** value: node */
  readonly vertex: Uint32Array
  /** value: its parent in the depth-first tree; 0 for the root */
  readonly parent: Uint32Array
  /** value: its first predecessor, which is a vertex above it in the tree; 0 for the root */
  readonly semi: Uint32Array
  /** and one more; value: its first place in `later` */
  readonly firstLater: Uint32Array
  /** index: place; value: a predecessor with a greater number than the vertex */
  readonly later: Uint32Array
  /** Scratch that is free again, at least as long as there are vertices. */
  readonly spare: readonly [Uint32Array, Uint32Array]
}

function computeFlowGraph(heap: Heap, held: readonly number[]): FlowGraph {
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength, ephemerons, nodeCount, edgeCount, root } = heap
  const distance = ephemerons.count > 0 ? heap.distance : undefined
  /** Are both key and table of a WeakMap entry reachable? */
  const isAlive = (edge: number) => distance?.[ephemerons.table[ephemerons.entryOf(edge)]] !== UNREACHABLE

  const vertex = new Uint32Array(nodeCount)
  const parent = new Uint32Array(nodeCount)
  const semi = new Uint32Array(nodeCount)
  const numberOf = new Uint32Array(nodeCount).fill(NOT_NUMBERED)
  // the edges that lead to smaller numbers, as they are met; room for all edges, but memory that is not written is not taken
  const backFrom = new Uint32Array(edgeCount)
  const backTo = new Uint32Array(edgeCount)
  const firstLater = new Uint32Array(nodeCount + 1)
  let backs = 0
  // index: vertex; value: its next edge
  const nextEdge = new Uint32Array(nodeCount)
  let count = 0

  for (const start of [root, ...held]) {
    if (numberOf[start] !== NOT_NUMBERED) {
      semi[numberOf[start]] = 0
      continue
    }
    // down to nodes not met, back to the parent at the end of a node's edges
    const first = count
    numberOf[start] = count
    vertex[count] = start
    nextEdge[count++] = firstEdge[start]
    let v = first
    for (;;) {
      const end = firstEdge[vertex[v] + 1]
      let edge = nextEdge[v]
      while (edge < end) {
        const strength = edgeStrength[edge]
        if (strength === STRONG || (strength === EPHEMERON && isAlive(edge))) {
          const to = edgeTo[edge]
          const w = numberOf[to]
          if (w === NOT_NUMBERED) break
          if (w > v) {
            if (v < semi[w]) semi[w] = v
          } else if (w < v) {
            backFrom[backs] = v
            backTo[backs++] = w
            firstLater[w]++
          }
        }
        edge++
      }
      if (edge < end) {
        nextEdge[v] = edge + 1
        const to = edgeTo[edge]
        numberOf[to] = count
        vertex[count] = to
        parent[count] = semi[count] = v
        nextEdge[count] = firstEdge[to]
        v = count++
      } else if (v === first) {
        break
      } else {
        v = parent[v]
      }
    }
  }

  // sum up, to the end of each; fill from the ends
  for (let v = 0; v < count; v++) firstLater[v + 1] += firstLater[v]
  const later = new Uint32Array(backs)
  for (let back = backs - 1; back >= 0; back--) later[--firstLater[backTo[back]]] = backFrom[back]
  return {
    vertex: vertex.subarray(0, count),
    parent: parent.subarray(0, count),
    semi: semi.subarray(0, count),
    firstLater,
    later,
    spare: [numberOf, nextEdge],
  }
}
