import type { HeapColumns, LocationColumns, StringTable } from '../heap/columns.ts'
import { ByteReader, COMMA, END } from './byte-reader.ts'
import { readEdges, type EdgeSection } from './edges.ts'
import { readHeader, type SnapshotHeader } from './header.ts'
import { NO_LOCATIONS, readLocations } from './locations.ts'
import { Heap } from '../heap/heap.ts'
import { computeNodeIndex, NO_NODE } from '../heap/node-index.ts'
import { NodeSet } from '../heap/node-set.ts'
import { malformed } from './malformed.ts'
import { skipValue } from './skip-value.ts'
import { readNodes, type NodeSection } from './nodes.ts'
import { readTracedFunctions, type TracedFunctionSection } from './traced-functions.ts'
import { readTraceTree, tracesOfNodes, type TraceTree } from './trace-tree.ts'
import { RecordReader } from './records.ts'
import { readStrings, StringArrayReader } from './strings.ts'

/** What is known of a file before it is read. */
export interface ParseOptions {
  /**
   * The length of the whole. Then nothing in it is believed: the header's counts are checked against it before memory is taken for them,
   * and no two nodes may have one id. Left out for what V8 hands over itself.
   */
  readonly bytes?: number
}

/**
 * A heap snapshot, from the bytes of a `.heapsnapshot` to columns.
 *
 * @param chunks the file in order, cut anywhere; a chunk may be overwritten once the next one is asked for
 * @throws SnapshotFormatError if the bytes are not a whole, consistent snapshot
 *
 * Cost: one pass. 22 bytes a node, 9 an edge, the bytes of the strings and 4 each; the file itself is never held.
 */
export function parseSnapshot(chunks: Iterable<Uint8Array>, { bytes }: ParseOptions = {}): HeapColumns {
  keepShapes()
  const reader = new ByteReader(chunks)
  try {
    const columns = assemble(readSections(reader, bytes))
    if (bytes !== undefined) verifyIds(columns)
    return columns
  } finally {
    reader.close()
  }
}

/** The values of the top-level keys that count; what is missing is undefined. */
interface Sections {
  header?: SnapshotHeader
  nodes?: NodeSection
  edges?: EdgeSection
  locations?: LocationColumns
  strings?: StringTable
  tracedFunctions?: TracedFunctionSection
  traceTree?: TraceTree
}

function readSections(reader: ByteReader, fileBytes?: number): Sections {
  const sections: Sections = {}
  /** `section` must be new, and the header must come before all that needs it. */
  const fresh = (key: string, section: unknown) => {
    if (section) throw malformed(`a second "${key}" at byte ${reader.offset}`, 'each key once')
    return reader
  }
  const header = (key: string) => {
    if (!sections.header) throw malformed(`"${key}" comes first`, '"snapshot", which describes it, before it')
    return sections.header
  }

  reader.expect('{', 'at the beginning')
  for (;;) {
    const key = reader.readString('among the top-level keys')
    reader.expect(':', `after ${quoted(key)}`)
    if (key === 'snapshot') sections.header = readHeader(fresh(key, sections.header), fileBytes)
    else if (key === 'nodes') sections.nodes = readNodes(fresh(key, sections.nodes), header(key))
    else if (key === 'edges') sections.edges = readEdges(fresh(key, sections.edges), header(key))
    else if (key === 'locations')
      sections.locations = readLocations(fresh(key, sections.locations), header(key))
    else if (key === 'strings') sections.strings = readStrings(fresh(key, sections.strings))
    else if (key === 'trace_function_infos' && header(key).traces)
      sections.tracedFunctions = readTracedFunctions(fresh(key, sections.tracedFunctions), header(key))
    else if (key === 'trace_tree' && header(key).traces)
      sections.traceTree = readTraceTree(fresh(key, sections.traceTree), header(key))
    else skipValue(reader, `in ${quoted(key)}`)

    if (reader.peekToken() !== COMMA) break
    reader.position++
  }
  reader.expect('}', 'after the last key')
  if (reader.peekToken() !== END) throw reader.unexpected('nothing more', 'after the snapshot')
  return sections
}

function assemble(sections: Sections): HeapColumns {
  const { header, nodes, edges, locations = NO_LOCATIONS, strings } = sections
  if (!header) throw missing('snapshot')
  if (!nodes) throw missing('nodes')
  if (!edges) throw missing('edges')
  if (!strings) throw missing('strings')
  verifyName(nodes.greatestName, 'a node', strings)
  verifyName(edges.greatestName, 'an edge', strings)

  const { nodeCount, edgeCount, nodeTypeNames, edgeTypeNames } = header
  return {
    nodeCount,
    edgeCount,
    nodeTypeNames,
    edgeTypeNames,
    ...nodes.columns,
    ...edges.columns,
    strings,
    locations,
    ...allocationsOf(sections),
  }
}

/** The column of the allocation traces, if the file has any. */
function allocationsOf({
  nodes,
  strings,
  tracedFunctions,
  traceTree,
}: Sections): Pick<HeapColumns, 'allocations'> {
  if (!nodes?.traceId || !strings) return {}
  if (!tracedFunctions) throw missing('trace_function_infos')
  if (!traceTree) throw missing('trace_tree')
  verifyName(tracedFunctions.greatestName, 'a traced function', strings)
  const { caller, calledFunction } = traceTree
  return {
    allocations: {
      traceOf: tracesOfNodes(nodes.traceId, traceTree, tracedFunctions.columns.count),
      caller,
      calledFunction,
      functions: tracedFunctions.columns,
    },
  }
}

function verifyName(greatest: number, owner: string, { count }: StringTable): void {
  if (greatest >= count) {
    throw malformed(`name ${greatest} of ${owner}`, `an index below ${count} (strings)`)
  }
}

/** By an id a node is found again, in another snapshot or as a live object. */
function verifyIds({ nodeId }: HeapColumns): void {
  const { twin } = computeNodeIndex(nodeId)
  if (twin !== NO_NODE) throw malformed(`two nodes of id ${nodeId[twin]}`, 'each id once')
}

/** A key of the file in an error: it may be of any length. */
function quoted(key: string): string {
  return JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key)
}

function missing(key: string): Error {
  return malformed(`no "${key}" in the file`, 'one')
}

/** As V8 writes it, of a root alone. */
const SMALLEST = `{"snapshot":{"meta":{
"node_fields":["type","name","id","self_size","edge_count","detachedness"],
"node_types":[["synthetic"],"string","number","number","number","number"],
"edge_fields":["type","name_or_index","to_node"],"edge_types":[["internal"],"string_or_number","node"],
"location_fields":["object_index","script_id","line","column"]},"node_count":1,"edge_count":1},
"nodes":[0,0,1,0,1,0],"edges":[0,0,0],"locations":[0,0,0,0],"strings":["(root)"]}`

let kept: readonly object[] | undefined

/**
 * Makes what reading keeps for good, unless it is there: before a first snapshot whose differences to a later one matter.
 *
 * Cost: 3 ms, once.
 */
export function keepShapes(): void {
  kept ??= shapesToKeep()
}

/**
 * One small object of each shape that hot loops look into, to be kept as long as this module lives. V8 drops a shape of which no object is
 * left at the next garbage collection, and with it all code that it had optimized for it (`--trace-deopt`: "embedded weak objects cleared").
 * Between two failures there are several collections and no heap that is being read: without these every failure would run in cold code.
 */
function shapesToKeep(): readonly object[] {
  const nothing = () => new ByteReader([Buffer.from('[]')])
  const smallest = readSections(new ByteReader([Buffer.from(SMALLEST)]))
  return [
    smallest,
    new Heap(assemble(smallest)),
    new NodeSet(0),
    // with its reader of numbers, and that one's of bytes
    new RecordReader(nothing(), 'nodes', { length: 1 }),
    new StringArrayReader(nothing()),
    // what edges.ts tells of each part
    { end: 0, greatestName: 0 },
  ]
}
