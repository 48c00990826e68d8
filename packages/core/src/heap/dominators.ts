import { EPHEMERON, STRONG } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import { inParts, inPartsBackwards, PART } from './in-parts.ts'
import { livingEdges } from './living-edges.ts'
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
 * Cost: O(edges * log nodes) time, in practice linear; 32 bytes a node and 12 for each edge that leads back in the
 * depth-first order while it is made.
 * Source: semi-NCA of Georgiadis 2005 (Linear-Time Algorithms for Dominators, section 2.3), after Lengauer & Tarjan
 * 1979, doi:10.1145/357062.357071; names as in the papers.
 */
export function computeDominators(heap: Heap): Dominators {
  // as if all tables lived, which is mostly so and mostly seen from the walk itself; to ask the distances is dearer
  const flowGraph = computeFlowGraph(heap, heap.edgeStrength, [])
  if (showsTables(heap, flowGraph)) return dominatorsIn(heap, flowGraph)
  const edgeStrength = livingEdges(heap)
  return edgeStrength === heap.edgeStrength
    ? dominatorsIn(heap, flowGraph)
    : computeDominatorsOver(heap, edgeStrength)
}

/**
 * The same over edges of other strengths than the heap's own.
 *
 * @param edgeStrength index: edge; value: as in edge-strength.ts, but EPHEMERON needs no table
 * @param held nodes that the root holds, too, though no edge says so
 */
export function computeDominatorsOver(
  heap: Heap,
  edgeStrength: Readonly<Uint8Array>,
  held: readonly number[] = [],
): Dominators {
  return dominatorsIn(heap, computeFlowGraph(heap, edgeStrength, held))
}

function dominatorsIn({ nodeCount, root }: Heap, flowGraph: FlowGraph): Dominators {
  const { vertex, parent, semi } = flowGraph
  completeSemidominators(flowGraph)

  // first number first: up the tree to the semidominator
  const count = vertex.length
  const idom = parent
  inParts(count, (first, end) => {
    for (let w = first; w < end; w++) {
      let v = idom[w]
      while (v > semi[w]) v = idom[v]
      idom[w] = v
    }
  })

  const immediateDominator = new Int32Array(nodeCount).fill(NO_NODE)
  inParts(count, (first, end) => {
    for (let w = first; w < end; w++) immediateDominator[vertex[w]] = vertex[idom[w]]
  })
  immediateDominator[root] = root
  return { immediateDominator, preorder: vertex }
}

/** Completes `semi` by the ways through predecessors with greater numbers, last vertex first. */
function completeSemidominators({ parent, semi, firstLater, later, numberOf, spare }: FlowGraph): void {
  const ancestor = numberOf
  ancestor.set(parent)
  const forest: Forest = { least: semi.slice(), ancestor, stack: spare }
  const { least } = forest
  inPartsBackwards(semi.length, (first, end) => {
    for (let w = end - 1; w >= first; w--) {
      let found = semi[w]
      // nothing is less than the root, and what half the heap points to has it soon
      for (let place = firstLater[w]; place < firstLater[w + 1] && found > 0; place++) {
        const offered = evaluate(later[place], w, forest)
        if (offered < found) found = offered
      }
      semi[w] = least[w] = found
    }
  })
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
  /** index: node; value: its vertex, or NOT_NUMBERED. Scratch, once that is not asked any more. */
  readonly numberOf: Uint32Array
  /** Scratch, as long as there are nodes. */
  readonly spare: Uint32Array
}

function computeFlowGraph(
  heap: Heap,
  edgeStrength: Readonly<Uint8Array>,
  held: readonly number[],
): FlowGraph {
  const { nodeCount, edgeCount, root } = heap
  const walk: Walk = {
    vertex: new Uint32Array(nodeCount),
    parent: new Uint32Array(nodeCount),
    semi: new Uint32Array(nodeCount),
    numberOf: new Uint32Array(nodeCount).fill(NOT_NUMBERED),
    nextEdge: new Uint32Array(nodeCount),
    backFrom: new Uint32Array(edgeCount),
    backTo: new Uint32Array(edgeCount),
    firstLater: new Uint32Array(nodeCount + 1),
    count: 0,
    backs: 0,
    at: 0,
    depth: 0,
  }
  const { vertex, parent, semi, numberOf, nextEdge, backFrom, backTo, firstLater } = walk
  for (const start of [root, ...held]) {
    if (numberOf[start] === NOT_NUMBERED) {
      walk.at = walk.count
      numberOf[start] = walk.count
      vertex[walk.count] = start
      walk.count++
      nextEdge[0] = heap.columns.firstEdge[start]
      while (!walkOn(heap, edgeStrength, walk));
    } else {
      semi[numberOf[start]] = 0
    }
  }

  // sum up, to the end of each; fill from the ends
  const { count, backs } = walk
  for (let v = 0; v < count; v++) firstLater[v + 1] += firstLater[v]
  const later = new Uint32Array(backs)
  inPartsBackwards(backs, (first, end) => {
    for (let back = end - 1; back >= first; back--) later[--firstLater[backTo[back]]] = backFrom[back]
  })
  return {
    vertex: vertex.subarray(0, count),
    parent: parent.subarray(0, count),
    semi: semi.subarray(0, count),
    firstLater: firstLater.subarray(0, count + 1),
    later,
    numberOf,
    spare: nextEdge,
  }
}

/** A depth-first walk: its numbering, and where it stands. */
interface Walk extends Pick<FlowGraph, 'vertex' | 'parent' | 'semi' | 'firstLater' | 'numberOf'> {
  /** index: depth, down to the vertex that the walk is at; value: the next edge to look at */
  readonly nextEdge: Uint32Array
  /** The edges that lead to smaller numbers, as they are met. Room for all edges; memory that is not written is not taken. */
  readonly backFrom: Uint32Array
  readonly backTo: Uint32Array
  count: number
  backs: number
  /** The vertex that the walk is at. */
  at: number
  /** How far that is below the start. */
  depth: number
}

/** Takes some steps of a walk (in-parts.ts says why): down to nodes not met, else back to the parent. True at its end. */
function walkOn(heap: Heap, edgeStrength: Readonly<Uint8Array>, walk: Walk): boolean {
  const { firstEdge, edgeTo } = heap.columns
  const { vertex, parent, semi, numberOf, nextEdge, backFrom, backTo, firstLater } = walk
  let { at: v, depth, count, backs } = walk
  let edge = nextEdge[depth]
  let end = firstEdge[vertex[v] + 1]
  let isDone = false

  for (let step = 0; step < PART && !isDone; step++) {
    let down = NOT_NUMBERED
    while (edge < end && down === NOT_NUMBERED) {
      const strength = edgeStrength[edge]
      if (strength === STRONG || strength === EPHEMERON) {
        const to = edgeTo[edge]
        const w = numberOf[to]
        if (w === NOT_NUMBERED) {
          down = to
        } else if (w < v) {
          backFrom[backs] = v
          backTo[backs++] = w
          firstLater[w]++
        } else if (w > v && v < semi[w]) {
          semi[w] = v
        }
      }
      edge++
    }

    if (down !== NOT_NUMBERED) {
      nextEdge[depth++] = edge
      numberOf[down] = count
      vertex[count] = down
      parent[count] = semi[count] = v
      v = count++
      edge = firstEdge[down]
      end = firstEdge[down + 1]
    } else if (depth === 0) {
      isDone = true
    } else {
      v = parent[v]
      edge = nextEdge[--depth]
      end = firstEdge[vertex[v] + 1]
    }
  }
  nextEdge[depth] = edge
  walk.at = v
  walk.depth = depth
  walk.count = count
  walk.backs = backs
  return isDone
}

/** Does the depth-first tree alone show that every table which the walk counted on is reachable? No if any hangs below an entry. */
function showsTables({ edgeStrength, ephemerons, columns }: Heap, { parent, numberOf }: FlowGraph): boolean {
  const { count, key, keyEdge, table } = ephemerons
  if (count === 0) return true

  // index: vertex; value: 1 if the way down to it takes an entry
  const isBelowEntry = new Uint8Array(parent.length)
  for (let entry = 0; entry < count; entry++) {
    const value = numberOf[columns.edgeTo[keyEdge[entry]]]
    if (parent[value] === numberOf[key[entry]]) isBelowEntry[value] = 1
  }
  inParts(parent.length, (first, end) => {
    for (let v = first; v < end; v++) isBelowEntry[v] |= isBelowEntry[parent[v]]
  })

  for (let entry = 0; entry < count; entry++) {
    const isTaken = edgeStrength[keyEdge[entry]] === EPHEMERON && numberOf[key[entry]] !== NOT_NUMBERED
    // past the end for a table without a number
    if (isTaken && isBelowEntry[numberOf[table[entry]]] !== 0) return false
  }
  return true
}
