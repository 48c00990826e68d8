import { inParts, inPartsBackwards } from './in-parts.ts'

/** The edges of a heap by the node they point to. Edges of every strength: ask `edgeStrength` which of them keep alive. */
export interface Retainers {
  /** index: node, and one more; value: its first place in `retainerEdge` */
  readonly firstRetainer: Readonly<Uint32Array>
  /** index: place; value: edge. The edges that point to node `n` are at `firstRetainer[n] .. firstRetainer[n + 1] - 1`, ascending */
  readonly retainerEdge: Readonly<Uint32Array>
}

/**
 * The edges grouped by the node they point to.
 *
 * Cost: 4 bytes an edge, 4 a node.
 */
export function computeRetainers(edgeTo: Readonly<Uint32Array>, nodeCount: number): Retainers {
  const edgeCount = edgeTo.length
  const firstRetainer = new Uint32Array(nodeCount + 1)
  const retainerEdge = new Uint32Array(edgeCount)

  // count
  inParts(edgeCount, (first, end) => {
    for (let edge = first; edge < end; edge++) firstRetainer[edgeTo[edge]]++
  })
  // sum up, to the end of each
  inParts(nodeCount, (first, end) => {
    for (let node = first; node < end; node++) firstRetainer[node + 1] += firstRetainer[node]
  })
  // fill from the ends, which makes them beginnings
  inPartsBackwards(edgeCount, (first, end) => {
    for (let edge = end - 1; edge >= first; edge--) retainerEdge[--firstRetainer[edgeTo[edge]]] = edge
  })

  return { firstRetainer, retainerEdge }
}

/**
 * The node each edge leaves.
 *
 * @returns index: edge; value: node
 */
export function computeEdgeFrom(firstEdge: Readonly<Uint32Array>): Uint32Array {
  const nodeCount = firstEdge.length - 1
  const edgeFrom = new Uint32Array(firstEdge[nodeCount])
  inParts(nodeCount, (first, end) => {
    // one loop: V8 gives up code for an inner one each time that it is left
    let edge = firstEdge[first]
    for (let node = first; node < end;) {
      if (edge < firstEdge[node + 1]) edgeFrom[edge++] = node
      else node++
    }
  })
  return edgeFrom
}
