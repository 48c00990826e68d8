import type { LocationColumns } from '../heap/columns.ts'
import type { ByteReader } from './byte-reader.ts'
import type { SnapshotHeader } from './header.ts'
import { notANode } from './malformed.ts'
import { RecordReader } from './records.ts'

const NO_NODES = new Uint32Array(0)
const NO_PLACES = new Int32Array(0)

/** Those of a file without any. */
export const NO_LOCATIONS: LocationColumns = {
  count: 0,
  node: NO_NODES,
  scriptId: NO_NODES,
  line: NO_PLACES,
  column: NO_PLACES,
}

/** The value of the key "locations", which stands next in the file; V8 writes them in no order. */
export function readLocations(reader: ByteReader, header: SnapshotHeader): LocationColumns {
  const { nodeCount, location: field } = header
  const stride = header.node.length

  // their number is not in the header, so the batches are kept. Signed: a function on the first line of a script that is
  // compiled at an offset stands before its beginning
  const records = new RecordReader(reader, 'locations', field, { signed: true })
  const batches: Uint32Array[] = []
  for (let length; (length = records.next()) > 0;) batches.push(records.batch.slice(0, length))

  // one number for node and place in the file sorts without a comparison of ours
  const { count } = records
  const keys = new Float64Array(count)
  let location = 0
  for (const batch of batches) {
    for (let record = 0; record < batch.length; record += field.length, location++) {
      const node = batch[record + field.object_index] / stride
      if (node >= nodeCount || node !== node >>> 0) {
        throw notANode(`object_index ${node * stride} of location ${location}`, header)
      }
      keys[location] = node * count + location
    }
  }
  keys.sort()

  const columns = {
    count,
    node: new Uint32Array(count),
    scriptId: new Uint32Array(count),
    line: new Int32Array(count),
    column: new Int32Array(count),
  }
  const { node, scriptId, line, column } = columns
  const perBatch = records.batch.length / field.length
  for (let i = 0; i < count; i++) {
    const place = keys[i] % count
    const batch = batches[Math.floor(place / perBatch)]
    const record = (place % perBatch) * field.length
    node[i] = Math.floor(keys[i] / count)
    scriptId[i] = batch[record + field.script_id]
    line[i] = batch[record + field.line]
    column[i] = batch[record + field.column]
  }
  return columns
}
