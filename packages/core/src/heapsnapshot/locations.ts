import type { LocationColumns } from '../heap/columns.ts'
import type { ByteReader } from './byte-reader.ts'
import type { SnapshotHeader } from './header.ts'
import { malformed, notANode } from './malformed.ts'
import { RecordReader } from './records.ts'

/** Above are the negative ones, as two's complement. */
const MAX_SCRIPT_ID = 2 ** 31 - 1

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
  // compiled at an offset, as vite-node does, stands before its beginning
  const records = new RecordReader(reader, 'locations', field, { signed: true })
  const batches: Uint32Array[] = []
  for (let length; (length = records.next()) > 0;) batches.push(records.batch.slice(0, length))

  // count by node, one place ahead; sum up; fill
  const { count } = records
  const firstOf = new Uint32Array(nodeCount + 1)
  let location = 0
  for (const batch of batches) {
    for (let record = 0; record < batch.length; record += field.length, location++) {
      const node = batch[record + field.object_index] / stride
      if (node >= nodeCount || node !== node >>> 0)
        throw notANode(`object_index ${node * stride} of location ${location}`, header)
      const scriptId = batch[record + field.script_id]
      if (scriptId > MAX_SCRIPT_ID)
        throw malformed(`script_id ${scriptId | 0} of location ${location}`, 'none below 0')
      firstOf[node + 1]++
    }
  }
  for (let node = 0; node < nodeCount; node++) firstOf[node + 1] += firstOf[node]
  const columns = {
    count,
    node: new Uint32Array(count),
    scriptId: new Uint32Array(count),
    line: new Int32Array(count),
    column: new Int32Array(count),
  }
  for (const batch of batches) takeLocations(batch, columns, firstOf, header)
  return columns
}

interface WritableColumns {
  readonly node: Uint32Array
  readonly scriptId: Uint32Array
  readonly line: Int32Array
  readonly column: Int32Array
}

/** Puts a batch of records into the columns. `next`: index: node; value: the place of its next location */
function takeLocations(
  batch: Uint32Array,
  { node, scriptId, line, column }: WritableColumns,
  next: Uint32Array,
  header: SnapshotHeader,
): void {
  const {
    length,
    object_index: objectAt,
    script_id: scriptAt,
    line: lineAt,
    column: columnAt,
  } = header.location
  const stride = header.node.length
  for (let record = 0; record < batch.length; record += length) {
    const of = (batch[record + objectAt] / stride) >>> 0
    const place = next[of]++
    node[place] = of
    scriptId[place] = batch[record + scriptAt]
    line[place] = batch[record + lineAt]
    column[place] = batch[record + columnAt]
  }
}
