import type { HeapColumns } from '../heap/columns.ts'
import { allocate } from './allocate.ts'
import type { ByteReader } from './byte-reader.ts'
import type { SnapshotHeader } from './header.ts'
import { malformed, notANode } from './malformed.ts'
import { RecordReader } from './records.ts'

/** What the key "edges" gives. */
export interface EdgeSection {
  readonly columns: Pick<HeapColumns, 'edgeType' | 'edgeName' | 'edgeTo'>
  /** The greatest string index among the names. */
  readonly greatestName: number
}

/** The value of the key "edges", which stands next in the file. */
export function readEdges(reader: ByteReader, header: SnapshotHeader): EdgeSection {
  const { edgeCount, edge: field } = header
  const columns = allocate(header, () => ({
    edgeType: new Uint8Array(edgeCount),
    edgeName: new Uint32Array(edgeCount),
    edgeTo: new Uint32Array(edgeCount),
  }))
  const announced = { count: edgeCount, key: 'edge_count' }
  const records = new RecordReader(reader, 'edges', field, { announced })
  let greatestName = 0
  for (let first = 0, length; (length = records.next()) > 0; first = records.count) {
    greatestName = Math.max(
      greatestName,
      takeEdges(records.batch.subarray(0, length), first, columns, header),
    )
  }
  return { columns, greatestName }
}

/** Puts a batch of records into the columns, from edge `first` on; gives the greatest string index among their names. */
function takeEdges(
  batch: Uint32Array,
  first: number,
  { edgeType, edgeName, edgeTo }: { edgeType: Uint8Array; edgeName: Uint32Array; edgeTo: Uint32Array },
  header: SnapshotHeader,
): number {
  const { nodeCount, edgeTypeNames } = header
  const { length, type: typeAt, name_or_index: nameAt, to_node: toAt } = header.edge
  const typeCount = edgeTypeNames.length
  const element = edgeTypeNames.indexOf('element')
  const hidden = edgeTypeNames.indexOf('hidden')
  const stride = header.node.length

  let greatestName = 0
  let edge = first
  for (let record = 0; record < batch.length; record += length) {
    const type = batch[record + typeAt]
    const name = batch[record + nameAt]
    const place = batch[record + toAt]
    const to = (place / stride) >>> 0
    if (type >= typeCount)
      throw malformed(`type ${type} of edge ${edge}`, `less than ${typeCount} (edge_types)`)
    if (to >= nodeCount || to * stride !== place) throw notANode(`to_node ${place} of edge ${edge}`, header)
    if (name > greatestName && type !== element && type !== hidden) greatestName = name

    edgeType[edge] = type
    edgeName[edge] = name
    edgeTo[edge] = to
    edge++
  }
  return greatestName
}
