import { type AllocationColumns, type HeapColumns, type LocationColumns, NO_TRACE } from './columns.ts'
import { NO_NODE } from './node-index.ts'
import type { NodeSet } from './node-set.ts'

/**
 * The part of a heap without some of its nodes: the others in their order, and the edges between them.
 *
 * @param dropped nodes to leave out; not the root
 * @returns columns of their own, but for the strings, which are shared
 *
 * Cost: linear in nodes and edges; a second set of columns, and 4 bytes a node while they are made.
 */
export function withoutNodes(columns: HeapColumns, dropped: NodeSet): HeapColumns {
  const { newNode, nodeCount, edgeCount } = numberWithout(columns, dropped)
  return {
    ...columns,
    nodeCount,
    edgeCount,
    ...restrictNodes(columns, newNode, nodeCount),
    ...restrictEdges(columns, newNode, nodeCount, edgeCount),
    locations: restrictLocations(columns.locations, newNode),
    ...(columns.allocations && {
      allocations: restrictAllocations(columns.allocations, newNode, nodeCount),
    }),
  }
}

interface Numbering {
  /** index: node; value: the same node among those that stay, NO_NODE for one that does not */
  readonly newNode: Readonly<Int32Array>
  readonly nodeCount: number
  readonly edgeCount: number
}

function numberWithout({ nodeCount: all, firstEdge, edgeTo }: HeapColumns, dropped: NodeSet): Numbering {
  const newNode = new Int32Array(all)
  let nodeCount = 0
  for (let node = 0; node < all; node++) newNode[node] = dropped.has(node) ? NO_NODE : nodeCount++
  let edgeCount = 0
  for (let node = 0; node < all; node++) {
    if (newNode[node] === NO_NODE) continue
    for (let edge = firstEdge[node]; edge < firstEdge[node + 1]; edge++)
      if (newNode[edgeTo[edge]] !== NO_NODE) edgeCount++
  }
  return { newNode, nodeCount, edgeCount }
}

function restrictNodes(columns: HeapColumns, newNode: Readonly<Int32Array>, nodeCount: number) {
  const nodeType = new Uint8Array(nodeCount)
  const nodeName = new Uint32Array(nodeCount)
  const nodeId = new Uint32Array(nodeCount)
  const shallowSize = new Float64Array(nodeCount)
  const detachedness = new Uint8Array(nodeCount)
  const { nodeType: fromType, nodeName: fromName, nodeId: fromId } = columns
  const { shallowSize: fromSize, detachedness: fromDetachedness } = columns
  for (let node = 0; node < newNode.length; node++) {
    const to = newNode[node]
    if (to === NO_NODE) continue
    nodeType[to] = fromType[node]
    nodeName[to] = fromName[node]
    nodeId[to] = fromId[node]
    shallowSize[to] = fromSize[node]
    detachedness[to] = fromDetachedness[node]
  }
  return { nodeType, nodeName, nodeId, shallowSize, detachedness }
}

function restrictEdges(
  columns: HeapColumns,
  newNode: Readonly<Int32Array>,
  nodeCount: number,
  edgeCount: number,
) {
  const firstEdge = new Uint32Array(nodeCount + 1)
  const edgeType = new Uint8Array(edgeCount)
  const edgeName = new Uint32Array(edgeCount)
  const edgeTo = new Uint32Array(edgeCount)
  const { firstEdge: fromFirst, edgeType: fromType, edgeName: fromName, edgeTo: fromTo } = columns
  let count = 0
  for (let node = 0; node < newNode.length; node++) {
    if (newNode[node] === NO_NODE) continue
    for (let edge = fromFirst[node]; edge < fromFirst[node + 1]; edge++) {
      const to = newNode[fromTo[edge]]
      if (to === NO_NODE) continue
      edgeType[count] = fromType[edge]
      edgeName[count] = fromName[edge]
      edgeTo[count] = to
      count++
    }
    firstEdge[newNode[node] + 1] = count
  }
  return { firstEdge, edgeType, edgeName, edgeTo }
}

function restrictAllocations(
  allocations: AllocationColumns,
  newNode: Readonly<Int32Array>,
  nodeCount: number,
): AllocationColumns {
  const traceOf = new Int32Array(nodeCount).fill(NO_TRACE)
  for (let node = 0; node < newNode.length; node++)
    if (newNode[node] !== NO_NODE) traceOf[newNode[node]] = allocations.traceOf[node]
  return { ...allocations, traceOf }
}

function restrictLocations(locations: LocationColumns, newNode: Readonly<Int32Array>): LocationColumns {
  const { node: fromNode, scriptId: fromScript, line: fromLine, column: fromColumn } = locations
  const node = new Uint32Array(locations.count)
  const scriptId = new Uint32Array(locations.count)
  const line = new Int32Array(locations.count)
  const column = new Int32Array(locations.count)
  let count = 0
  for (let place = 0; place < locations.count; place++) {
    const to = newNode[fromNode[place]]
    if (to === NO_NODE) continue
    node[count] = to
    scriptId[count] = fromScript[place]
    line[count] = fromLine[place]
    column[count] = fromColumn[place]
    count++
  }
  return {
    count,
    node: node.subarray(0, count),
    scriptId: scriptId.subarray(0, count),
    line: line.subarray(0, count),
    column: column.subarray(0, count),
  }
}
