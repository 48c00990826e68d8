import type { TracedFunctionColumns } from '../heap/columns.ts'
import type { ByteReader } from './byte-reader.ts'
import type { SnapshotHeader, TraceHeader } from './header.ts'
import { malformed } from './malformed.ts'
import { RecordReader } from './records.ts'

/** What the key "trace_function_infos" gives. */
export interface TracedFunctionSection {
  readonly columns: TracedFunctionColumns
  /** The greatest string index among names and names of scripts. */
  readonly greatestName: number
}

/**
 * The value of the key "trace_function_infos", which stands next in the file of a header with traces. Their number is not that of the
 * header when JavaScript ran while V8 wrote the file.
 */
export function readTracedFunctions(reader: ByteReader, header: SnapshotHeader): TracedFunctionSection {
  const { function: field } = tracesOf(header)
  const records = new RecordReader(reader, 'trace_function_infos', field)
  const batches: Uint32Array[] = []
  for (let length; (length = records.next()) > 0;) batches.push(records.batch.slice(0, length))

  const { count } = records
  const columns = {
    count,
    codeId: new Uint32Array(count),
    name: new Uint32Array(count),
    scriptName: new Uint32Array(count),
    scriptId: new Uint32Array(count),
    line: new Int32Array(count),
    column: new Int32Array(count),
  }
  let greatestName = 0
  let at = 0
  for (const batch of batches) {
    for (let record = 0; record < batch.length; record += field.length, at++) {
      columns.codeId[at] = batch[record + field.function_id]
      columns.name[at] = batch[record + field.name]
      columns.scriptName[at] = batch[record + field.script_name]
      columns.scriptId[at] = batch[record + field.script_id]
      // V8 writes 1 for the first and 0 for none; a place before the beginning comes as two's complement
      columns.line[at] = batch[record + field.line] - 1
      columns.column[at] = batch[record + field.column] - 1
      greatestName = Math.max(greatestName, columns.name[at], columns.scriptName[at])
    }
  }
  return { columns, greatestName }
}

/** What the header says of traces; only asked where it says something. */
export function tracesOf({ traces }: SnapshotHeader): TraceHeader {
  if (!traces) throw malformed('allocation traces', 'none (trace_function_count)')
  return traces
}
