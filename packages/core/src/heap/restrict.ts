import type { HeapColumns } from './columns.ts'
import type { NodeSet } from './node-set.ts'
import { NO_NODE } from './node-index.ts'

/**
 * The part of a heap without some of its nodes: the others in their order, and the edges between them.
 *
 * @param dropped nodes to leave out; not the root
 * @returns columns of their own, but for the strings, which are shared
 *
 * Cost: linear in nodes and edges; a second set of columns.
 */
export function withoutNodes(columns: HeapColumns, dropped: NodeSet): HeapColumns {
  const { firstEdge, edgeTo, locations } = columns
  // index: node; value: the same node among those that stay
  const newNode = new Int32Array(columns.nodeCount)
  let nodeCount = 0
  for (let node = 0; node < columns.nodeCount; node++)
    newNode[node] = dropped.has(node) ? NO_NODE : nodeCount++
  // index: the edge among those that stay; value: edge
  const keptEdges = new Uint32Array(columns.edgeCount)
  const newFirstEdge = new Uint32Array(nodeCount + 1)
  let edgeCount = 0
  for (let node = 0; node < columns.nodeCount; node++) {
    if (newNode[node] === NO_NODE) continue
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (newNode[edgeTo[edge]] !== NO_NODE) keptEdges[edgeCount++] = edge
    newFirstEdge[newNode[node] + 1] = edgeCount
  }

  const kept = keptEdges.subarray(0, edgeCount)
  const ofNodes = <Column extends NumberColumn>(from: Readonly<Column>, to: Column): Column => {
    for (let node = 0; node < columns.nodeCount; node++)
      if (newNode[node] !== NO_NODE) to[newNode[node]] = from[node]
    return to
  }
  const ofEdges = <Column extends NumberColumn>(from: Readonly<Column>, to: Column): Column => {
    for (let edge = 0; edge < edgeCount; edge++) to[edge] = from[kept[edge]]
    return to
  }
  const newEdgeTo = new Uint32Array(edgeCount)
  for (let edge = 0; edge < edgeCount; edge++) newEdgeTo[edge] = newNode[edgeTo[kept[edge]]]
  const places = Uint32Array.from(locations.node.keys()).filter(
    (at) => newNode[locations.node[at]] !== NO_NODE,
  )

  return {
    ...columns,
    nodeCount,
    edgeCount,
    nodeType: ofNodes(columns.nodeType, new Uint8Array(nodeCount)),
    nodeName: ofNodes(columns.nodeName, new Uint32Array(nodeCount)),
    nodeId: ofNodes(columns.nodeId, new Uint32Array(nodeCount)),
    shallowSize: ofNodes(columns.shallowSize, new Float64Array(nodeCount)),
    detachedness: ofNodes(columns.detachedness, new Uint8Array(nodeCount)),
    firstEdge: newFirstEdge,
    edgeType: ofEdges(columns.edgeType, new Uint8Array(edgeCount)),
    edgeName: ofEdges(columns.edgeName, new Uint32Array(edgeCount)),
    edgeTo: newEdgeTo,
    locations: {
      count: places.length,
      node: places.map((at) => newNode[locations.node[at]]),
      scriptId: places.map((at) => locations.scriptId[at]),
      line: Int32Array.from(places, (at) => locations.line[at]),
      column: Int32Array.from(places, (at) => locations.column[at]),
    },
  }
}

type NumberColumn = Uint8Array | Uint32Array | Float64Array
