import { UNREACHABLE } from './distances.ts'
import { EPHEMERON, STRONG } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import { NO_NODE } from './node-index.ts'

const NOT_NUMBERED = -1

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
 * Cost: O(edges * log nodes) time, in practice linear; 48 bytes a node and 4 an edge while it is made.
 * Source: semi-NCA of Georgiadis 2005 (Linear-Time Algorithms for Dominators, section 2.3), after Lengauer & Tarjan
 * 1979, doi:10.1145/357062.357071; names as in the papers.
 */
export function computeDominators(heap: Heap, held: readonly number[] = []): Dominators {
  const { nodeCount, root } = heap
  const { vertex, parent, firstPredecessor, predecessor } = computeFlowGraph(heap, held)
  const count = vertex.length

  // semidominators, last number first
  const forest: Forest = {
    semi: new Uint32Array(count),
    label: new Uint32Array(count),
    ancestor: parent.slice(),
    stack: new Uint32Array(count),
  }
  const { semi, label } = forest
  for (let w = 0; w < count; w++) semi[w] = label[w] = w
  for (let w = count - 1; w > 0; w--) {
    let least = parent[w]
    for (let place = firstPredecessor[w]; place < firstPredecessor[w + 1]; place++) {
      const u = evaluate(predecessor[place], w, forest)
      if (semi[u] < least) least = semi[u]
    }
    semi[w] = least
  }

  // immediate dominators, first number first: up the tree to the semidominator
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

/** The link-eval forest. A vertex is linked to its parent as soon as its semidominator is known. All by vertex number. */
interface Forest {
  readonly semi: Uint32Array
  /** value: the vertex of least `semi` between this one and its `ancestor`, which is left out */
  readonly label: Uint32Array
  /** value: a vertex further up the tree; its parent until paths are compressed */
  readonly ancestor: Uint32Array
  /** Scratch for `evaluate`: as deep as the tree at most. */
  readonly stack: Uint32Array
}

/** The vertex of least `semi` on the way from `v` up to the root of its tree in the forest, while all after `w` are linked. */
function evaluate(v: number, w: number, { semi, label, ancestor, stack }: Forest): number {
  if (ancestor[v] <= w) return label[v]

  // up to the last vertex below the root of the tree
  let depth = 0
  let u = v
  while (ancestor[u] > w) {
    stack[depth++] = u
    u = ancestor[u]
  }
  // down again, compressing
  while (depth > 0) {
    const below = stack[--depth]
    if (semi[label[u]] < semi[label[below]]) label[below] = label[u]
    ancestor[below] = ancestor[u]
    u = below
  }
  return label[v]
}

/** What is reachable, numbered depth first; vertex 0 is the root. */
interface FlowGraph {
  /** index: vertex; value: node */
  readonly vertex: Uint32Array
  /** index: vertex; value: its parent in the depth-first tree; 0 for the root */
  readonly parent: Uint32Array
  /** index: vertex, and one more; value: its first place in `predecessor` */
  readonly firstPredecessor: Uint32Array
  /** index: place; value: vertex with an edge to this one */
  readonly predecessor: Uint32Array
}

function computeFlowGraph(heap: Heap, held: readonly number[]): FlowGraph {
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength, ephemerons, nodeCount, root } = heap
  const distance = ephemerons.count > 0 ? heap.distance : undefined
  /** Are both key and table of a WeakMap entry reachable? */
  const isAlive = (edge: number) => distance?.[ephemerons.table[ephemerons.entryOf(edge)]] !== UNREACHABLE

  // number the nodes, count the predecessors one place ahead
  const numbered = new Uint32Array(nodeCount)
  const parent = new Uint32Array(nodeCount)
  const numberOf = new Int32Array(nodeCount).fill(NOT_NUMBERED)
  const firstPredecessor = new Uint32Array(nodeCount + 1)
  // the way from the root to here and the next edge of each node on it
  const stack = new Uint32Array(nodeCount)
  const nextEdge = new Uint32Array(nodeCount)
  let count = 0
  let edgeCount = 0
  for (const start of [root, ...held]) {
    if (start !== root) {
      edgeCount++
      if (numberOf[start] !== NOT_NUMBERED) {
        firstPredecessor[numberOf[start] + 1]++
        continue
      }
      firstPredecessor[count + 1]++
    }
    numberOf[start] = count
    numbered[count++] = start
    stack[0] = start
    nextEdge[0] = firstEdge[start]
    let depth = 0
    while (depth >= 0) {
      const node = stack[depth]
      const edge = nextEdge[depth]++
      if (edge === firstEdge[node + 1]) {
        depth--
        continue
      }
      const strength = edgeStrength[edge]
      if (strength !== STRONG && !(strength === EPHEMERON && isAlive(edge))) continue
      const to = edgeTo[edge]
      if (numberOf[to] === NOT_NUMBERED) {
        parent[count] = numberOf[node]
        numberOf[to] = count
        numbered[count++] = to
        depth++
        stack[depth] = to
        nextEdge[depth] = firstEdge[to]
      }
      firstPredecessor[numberOf[to] + 1]++
      edgeCount++
    }
  }

  // sum up, fill
  for (let v = 0; v < count; v++) firstPredecessor[v + 1] += firstPredecessor[v]
  const predecessor = new Uint32Array(edgeCount)
  const cursor = firstPredecessor.slice(0, count)
  for (const node of held) predecessor[cursor[numberOf[node]]++] = 0
  for (let v = 0; v < count; v++) {
    const node = numbered[v]
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const strength = edgeStrength[edge]
      if (strength !== STRONG && !(strength === EPHEMERON && isAlive(edge))) continue
      predecessor[cursor[numberOf[edgeTo[edge]]]++] = v
    }
  }
  return {
    vertex: numbered.subarray(0, count),
    parent: parent.subarray(0, count),
    firstPredecessor: firstPredecessor.subarray(0, count + 1),
    predecessor,
  }
}
