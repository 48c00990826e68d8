import { NO_TRACE } from '../heap/columns.ts'
import { computeNodeIndex, NO_NODE } from '../heap/node-index.ts'
import { CLOSE_BRACKET, type ByteReader } from './byte-reader.ts'
import type { SnapshotHeader } from './header.ts'
import { malformed } from './malformed.ts'
import { ZERO } from './numbers.ts'
import { tracesOf } from './traced-functions.ts'

/** The tree of traces: callers before what they call. */
export interface TraceTree {
  /** index: trace; value: its id, by which nodes name it */
  readonly id: Readonly<Uint32Array>
  /** index: trace; value: the trace of the caller, NO_TRACE for the root */
  readonly caller: Readonly<Int32Array>
  /** index: trace; value: index among the traced functions */
  readonly calledFunction: Readonly<Uint32Array>
}

const PLACE = 'in "trace_tree"'
const MAX_UINT32 = 2 ** 32 - 1

/**
 * The value of the key "trace_tree", which stands next in the file of a header with traces: lists of records in lists of records, the
 * last field of each being the list of what it calls.
 */
export function readTraceTree(reader: ByteReader, header: SnapshotHeader): TraceTree {
  const { trace: field } = tracesOf(header)
  const { id: idAt, function_info_index: functionAt } = field
  const ids = new GrowingColumn()
  const callers = new GrowingColumn()
  const functions = new GrowingColumn()
  // the traces whose lists are open, outermost first, but for `caller`, whose list is read
  const outer: number[] = []
  let caller = NO_TRACE
  let isFirst = true
  reader.expect('[', PLACE)
  for (;;) {
    if (reader.peekToken() === CLOSE_BRACKET) {
      reader.position++
      const next = outer.pop()
      if (next === undefined) break
      caller = next
      isFirst = false
      continue
    }
    if (!isFirst) reader.expect(',', PLACE)
    const trace = ids.count
    for (let at = 0; at < field.children; at++) {
      const value = readCount(reader)
      if (at === idAt) ids.push(value)
      if (at === functionAt) functions.push(value)
      reader.expect(',', PLACE)
    }
    callers.push(caller)
    reader.expect('[', PLACE)
    outer.push(caller)
    caller = trace
    isFirst = true
  }
  return {
    id: ids.values(),
    caller: new Int32Array(callers.values().buffer),
    calledFunction: functions.values(),
  }
}

/**
 * The traces by node. Traces that no node has may name functions that are not in the file: they are from calls made while it was written.
 *
 * @param traceId index: node; value: the id of its trace, 0 for none
 * @param functionCount number of traced functions
 * @returns index: node; value: its trace, NO_TRACE for none
 */
export function tracesOfNodes(
  traceId: Readonly<Uint32Array>,
  { id, caller, calledFunction }: TraceTree,
  functionCount: number,
): Int32Array {
  const index = computeNodeIndex(id)
  if (index.twin !== NO_NODE) throw malformed(`two traces of id ${id[index.twin]}`, 'each id once')
  // index: trace; value: 1 once it and its callers are known to be good
  const isVerified = new Uint8Array(id.length)
  const traceOf = new Int32Array(traceId.length).fill(NO_TRACE)
  for (let node = 0; node < traceId.length; node++) {
    if (traceId[node] === 0) continue
    const trace = index.find(traceId[node])
    if (trace === NO_NODE)
      throw malformed(
        `trace_node_id ${traceId[node]} of node ${node}`,
        '0 or the id of a trace in "trace_tree"',
      )
    traceOf[node] = trace
    for (let at = trace; at !== NO_TRACE && isVerified[at] === 0; at = caller[at]) {
      if (calledFunction[at] >= functionCount)
        throw malformed(
          `function_info_index ${calledFunction[at]} of trace ${id[at]}`,
          `less than ${functionCount} (trace_function_infos)`,
        )
      isVerified[at] = 1
    }
  }
  return traceOf
}

/** An unsigned integer of 32 bits, which stands next. */
function readCount(reader: ByteReader): number {
  let digit = reader.peekToken() ^ ZERO
  if (digit < 0 || digit > 9) throw reader.unexpected('an unsigned integer', PLACE)
  const isZero = digit === 0
  let value = 0
  let digits = 0
  for (; digit >= 0 && digit <= 9; digit = reader.peek() ^ ZERO, digits++) {
    value = value * 10 + digit
    reader.position++
  }
  if (isZero && digits > 1) throw reader.unexpected('a number without leading zeros before', PLACE)
  if (value > MAX_UINT32) throw malformed(`${value} ${PLACE}`, 'less than 2^32')
  return value
}

/** A column whose length is known when the file says so: at its end. */
class GrowingColumn {
  count = 0
  #values = new Uint32Array(1024)

  push(value: number): void {
    if (this.count === this.#values.length) {
      const larger = new Uint32Array(2 * this.count)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.count++] = value
  }

  /** The values, in memory of their own size. */
  values(): Uint32Array<ArrayBuffer> {
    return this.#values.slice(0, this.count)
  }
}
