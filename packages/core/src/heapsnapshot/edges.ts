import type { HeapColumns } from '../heap/columns.ts'
import { allocate } from './allocate.ts'
import { COMMA, NEWLINE, type ByteReader } from './byte-reader.ts'
import type { SnapshotHeader } from './header.ts'
import { malformed, notANode } from './malformed.ts'
import { FAST_BYTES, FAST_DIGITS, ZERO } from './numbers.ts'
import { RecordReader } from './records.ts'

/** Keeps a product with a reciprocal, which is quicker than a division, on the right side of a whole number. */
const HALF_WAY = 0.05

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
  const isUsual = field.length === 3 && field.type === 0 && field.name_or_index === 1 && field.to_node === 2
  let greatestName = 0
  for (;;) {
    if (isUsual) greatestName = Math.max(greatestName, readFast(reader, records, columns, header))
    const first = records.count
    const length = records.next(isUsual ? 1 : undefined)
    if (length === 0) return { columns, greatestName }
    greatestName = Math.max(
      greatestName,
      takeEdges(records.batch.subarray(0, length), first, columns, header),
    )
  }
}

interface WritableColumns {
  readonly edgeType: Uint8Array
  readonly edgeName: Uint32Array
  readonly edgeTo: Uint32Array
}

/**
 * Edges as V8 writes them, three plain numbers each, which lie whole in the current chunk: straight from bytes to columns. Stops in front
 * of the first that is anything else; gives the greatest string index among their names.
 */
function readFast(
  reader: ByteReader,
  records: RecordReader,
  columns: WritableColumns,
  header: SnapshotHeader,
): number {
  let greatestName = 0
  for (let taken = PART; taken === PART;) {
    const first = records.count
    const part = readPart(reader, first, Math.min(first + PART, header.edgeCount), columns, header)
    taken = part.end - first
    records.skip(taken)
    greatestName = Math.max(greatestName, part.greatestName)
  }
  return greatestName
}

/** Edges at a go: a function in JavaScript gets faster when it is called again, not while it runs. */
const PART = 4096

/** Edges `first` to `last`, or as many as lie in the chunk; where it stopped, and the greatest string index. */
function readPart(
  reader: ByteReader,
  first: number,
  last: number,
  { edgeType, edgeName, edgeTo }: WritableColumns,
  { nodeCount, edgeTypeNames, node }: SnapshotHeader,
): { end: number; greatestName: number } {
  const { bytes } = reader
  const lastStart = bytes.length - 3 * FAST_BYTES
  const typeCount = edgeTypeNames.length
  const element = edgeTypeNames.indexOf('element')
  const hidden = edgeTypeNames.indexOf('hidden')
  const stride = node.length
  const perStride = 1 / stride
  let greatestName = 0
  let edge = first
  let position = reader.position
  for (; edge < last && position <= lastStart; edge++) {
    // the type has one digit
    const type = bytes[position] ^ ZERO
    if (type >= typeCount || bytes[position + 1] !== COMMA) break

    let start = position + 2
    let at = start
    let name = 0
    for (let digit = bytes[at] ^ ZERO; digit <= 9; digit = bytes[++at] ^ ZERO)
      name = (Math.imul(name, 10) + digit) | 0
    if (at === start || at - start > FAST_DIGITS || bytes[at] !== COMMA) break
    if (bytes[start] === ZERO && at - start > 1) break

    start = at + 1
    at = start
    let place = 0
    for (let digit = bytes[at] ^ ZERO; digit <= 9; digit = bytes[++at] ^ ZERO)
      place = (Math.imul(place, 10) + digit) | 0
    if (at === start || at - start > FAST_DIGITS) break
    if (bytes[start] === ZERO && at - start > 1) break
    if (bytes[at] === NEWLINE) at++
    if (bytes[at] !== COMMA) break

    const to = (place * perStride + HALF_WAY) >>> 0
    if (to >= nodeCount || to * stride !== place) break
    if (name > greatestName && type !== element && type !== hidden) greatestName = name
    edgeType[edge] = type
    edgeName[edge] = name
    edgeTo[edge] = to
    position = at + 1
  }
  reader.position = position
  return { end: edge, greatestName }
}

/** Puts a batch of records into the columns, from edge `first` on; gives the greatest string index among their names. */
function takeEdges(
  batch: Uint32Array,
  first: number,
  { edgeType, edgeName, edgeTo }: WritableColumns,
  header: SnapshotHeader,
): number {
  const { nodeCount, edgeTypeNames } = header
  const { length, type: typeAt, name_or_index: nameAt, to_node: toAt } = header.edge
  const typeCount = edgeTypeNames.length
  const element = edgeTypeNames.indexOf('element')
  const hidden = edgeTypeNames.indexOf('hidden')
  const stride = header.node.length
  const perStride = 1 / stride

  let greatestName = 0
  let edge = first
  for (let record = 0; record < batch.length; record += length) {
    const type = batch[record + typeAt]
    const name = batch[record + nameAt]
    const place = batch[record + toAt]
    const to = (place * perStride + HALF_WAY) >>> 0
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
