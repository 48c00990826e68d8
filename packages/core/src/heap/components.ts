import { WEAK } from './edge-strength.ts'
import type { Heap } from './heap.ts'
import type { NodeSet } from './node-set.ts'
import { pushTo } from './push-to.ts'

/** The component of a node that was not asked about. */
export const NO_COMPONENT = -1

/** The strongly connected components of a part of the heap. */
export interface Components {
  readonly count: number
  /** index: node; value: its component, NO_COMPONENT outside the part. An edge never leads to a greater component */
  readonly componentOf: Readonly<Int32Array>
}

/**
 * The strongly connected components: the greatest groups whose members all reach each other by edges that are not weak.
 *
 * @param within the nodes to look at; all if omitted
 *
 * Cost: linear in nodes and edges; 16 bytes a node.
 * Source: Tarjan 1972, doi:10.1137/0201010, iterative; `low` as its LOWLINK.
 */
export function computeComponents(heap: Heap, within?: NodeSet): Components {
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength, nodeCount } = heap
  const componentOf = new Int32Array(nodeCount).fill(NO_COMPONENT)
  // index: node; value: 1 + place in the depth-first order, 0 if not met
  const number = new Uint32Array(nodeCount)
  // index: node; value: least number of a node that it reaches and that has no component yet
  const low = new Uint32Array(nodeCount)
  // nodes met that have no component yet; a node enters once
  const open = new Uint32Array(nodeCount)
  // the way from the start to here, and the next edge of each node on it
  const stack = new Uint32Array(nodeCount)
  const nextEdge = new Uint32Array(nodeCount)
  let met = 0
  let opened = 0
  let count = 0

  for (let start = 0; start < nodeCount; start++) {
    if (number[start] !== 0 || (within && !within.has(start))) continue
    let depth = 0
    stack[0] = start
    while (depth >= 0) {
      const node = stack[depth]
      if (number[node] === 0) {
        number[node] = low[node] = ++met
        open[opened++] = node
        nextEdge[depth] = firstEdge[node]
      }

      // down the first edge to a node not met, noting the others
      let isDone = true
      for (let edge = nextEdge[depth]; edge < firstEdge[node + 1]; edge++) {
        if (edgeStrength[edge] === WEAK) continue
        const to = edgeTo[edge]
        if (within && !within.has(to)) continue
        if (number[to] === 0) {
          nextEdge[depth] = edge
          stack[++depth] = to
          isDone = false
          break
        }
        if (componentOf[to] === NO_COMPONENT && low[to] < low[node]) low[node] = low[to]
      }
      if (!isDone) continue

      // the first of its component closes it
      if (low[node] === number[node]) {
        let member
        do {
          member = open[--opened]
          componentOf[member] = count
        } while (member !== node)
        count++
      }
      depth--
    }
  }
  return { count, componentOf }
}

/**
 * The components that no other component refers to: whatever holds the part, it holds it by one of these.
 *
 * @returns the nodes of each, ascending; the components by their least node
 */
export function sourceComponents(heap: Heap, within: NodeSet): number[][] {
  const { componentOf, count } = computeComponents(heap, within)
  const { firstEdge, edgeTo } = heap.columns
  const { edgeStrength } = heap

  const isReferredTo = new Uint8Array(count)
  for (const node of within) {
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++) {
      const component = componentOf[edgeTo[edge]]
      if (component === NO_COMPONENT || edgeStrength[edge] === WEAK) continue
      if (component !== componentOf[node]) isReferredTo[component] = 1
    }
  }
  return grouped(componentOf, within).filter(([first]) => isReferredTo[componentOf[first]] === 0)
}

/**
 * The strongly connected components of a part of the heap, as lists.
 *
 * @returns the nodes of each, ascending; the components by their least node
 */
export function stronglyConnectedComponents(heap: Heap, within: NodeSet): number[][] {
  return grouped(computeComponents(heap, within).componentOf, within)
}

function grouped(componentOf: Readonly<Int32Array>, within: NodeSet): number[][] {
  const members = new Map<number, number[]>()
  for (const node of within) pushTo(members, componentOf[node], node)
  return [...members.values()]
}
