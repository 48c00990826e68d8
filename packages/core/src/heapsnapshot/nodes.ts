import type { HeapColumns } from '../heap/columns.ts'
import { allocate } from './allocate.ts'
import type { ByteReader } from './byte-reader.ts'
import { ABSENT, type SnapshotHeader } from './header.ts'
import { malformed } from './malformed.ts'
import { RecordReader } from './records.ts'

/** V8 has three states; a byte is kept of each. */
const MAX_DETACHEDNESS = 255

/** What the key "nodes" gives. */
export interface NodeSection {
  readonly columns: Pick<
    HeapColumns,
    'nodeType' | 'nodeName' | 'nodeId' | 'shallowSize' | 'detachedness' | 'firstEdge'
  >
  /** The greatest string index among the names. */
  readonly greatestName: number
  /** index: node; value: the id of the trace it was created in, 0 for none; only in a file with traces */
  readonly traceId?: Uint32Array
}

/** The value of the key "nodes", which stands next in the file. */
export function readNodes(reader: ByteReader, header: SnapshotHeader): NodeSection {
  const { nodeCount, edgeCount } = header
  const columns = allocate(header, () => ({
    nodeType: new Uint8Array(nodeCount),
    nodeName: new Uint32Array(nodeCount),
    nodeId: new Uint32Array(nodeCount),
    shallowSize: new Float64Array(nodeCount),
    detachedness: new Uint8Array(nodeCount),
    firstEdge: new Uint32Array(nodeCount + 1),
  }))
  const traceId = header.traces && allocate(header, () => new Uint32Array(nodeCount))
  const announced = { count: nodeCount, key: 'node_count' }
  const field = header.traces ? { ...header.node, trace_node_id: header.traces.nodeField } : header.node
  const records = new RecordReader(reader, 'nodes', field, { announced, wideField: 'self_size' })
  let greatestName = 0
  for (let first = 0, length; (length = records.next()) > 0; first = records.count) {
    const batch = records.batch.subarray(0, length)
    greatestName = Math.max(greatestName, takeNodes(batch, first, columns, header))
    if (traceId) takeField(batch, header.traces?.nodeField ?? ABSENT, header.node.length, traceId, first)
  }
  for (const [node, size] of records.wideValues) columns.shallowSize[node] = size

  const edges = columns.firstEdge[nodeCount]
  if (edges !== edgeCount) throw malformed(`the nodes have ${edges} edges`, `${edgeCount} (edge_count)`)
  return { columns, greatestName, traceId }
}

/** Puts one field of a batch of records into a column, from node `first` on. */
function takeField(
  batch: Uint32Array,
  field: number,
  stride: number,
  column: Uint32Array,
  first: number,
): void {
  for (let at = field, node = first; at < batch.length; at += stride, node++) column[node] = batch[at]
}

interface WritableColumns {
  readonly nodeType: Uint8Array
  readonly nodeName: Uint32Array
  readonly nodeId: Uint32Array
  readonly shallowSize: Float64Array
  readonly detachedness: Uint8Array
  readonly firstEdge: Uint32Array
}

/** Puts a batch of records into the columns, from node `first` on; gives the greatest string index among their names. */
function takeNodes(
  batch: Uint32Array,
  first: number,
  columns: WritableColumns,
  header: SnapshotHeader,
): number {
  const { nodeType, nodeName, nodeId, shallowSize, detachedness, firstEdge } = columns
  const { length, type: typeAt, name: nameAt, id: idAt, self_size: sizeAt } = header.node
  const { edge_count: edgeCountAt, detachedness: detachednessAt } = header.node
  const typeCount = header.nodeTypeNames.length

  let greatestName = 0
  let node = first
  let edge = firstEdge[first]
  for (let record = 0; record < batch.length; record += length) {
    const type = batch[record + typeAt]
    const name = batch[record + nameAt]
    if (type >= typeCount)
      throw malformed(`type ${type} of node ${node}`, `less than ${typeCount} (node_types)`)
    if (name > greatestName) greatestName = name

    nodeType[node] = type
    nodeName[node] = name
    nodeId[node] = batch[record + idAt]
    shallowSize[node] = batch[record + sizeAt]
    if (detachednessAt !== ABSENT) {
      const state = batch[record + detachednessAt]
      if (state > MAX_DETACHEDNESS) throw malformed(`detachedness ${state} of node ${node}`, 'less than 256')
      detachedness[node] = state
    }
    edge += batch[record + edgeCountAt]
    // before the sum passes 32 bits
    if (edge > header.edgeCount)
      throw malformed(`the first ${node + 1} nodes have ${edge} edges`, `${header.edgeCount} (edge_count)`)
    firstEdge[++node] = edge
  }
  return greatestName
}
