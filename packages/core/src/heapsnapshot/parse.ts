import type { HeapColumns, LocationColumns, StringTable } from '../heap/columns.ts'
import { ByteReader, COMMA, END } from './byte-reader.ts'
import { readEdges, type EdgeSection } from './edges.ts'
import { readHeader, type SnapshotHeader } from './header.ts'
import { NO_LOCATIONS, readLocations } from './locations.ts'
import { malformed } from './malformed.ts'
import { readNodes, type NodeSection } from './nodes.ts'
import { readTracedFunctions, type TracedFunctionSection } from './traced-functions.ts'
import { readTraceTree, tracesOfNodes, type TraceTree } from './trace-tree.ts'
import { readStrings } from './strings.ts'

/**
 * A heap snapshot, from the bytes of a `.heapsnapshot` to columns.
 *
 * @param chunks the file in order, cut anywhere; a chunk may be overwritten once the next one is asked for
 * @throws SnapshotFormatError if the bytes are not a whole, consistent snapshot
 *
 * Cost: one pass. 22 bytes a node, 9 an edge, the bytes of the strings and 4 each; the file itself is never held.
 */
export function parseSnapshot(chunks: Iterable<Uint8Array>): HeapColumns {
  const reader = new ByteReader(chunks)
  try {
    return assemble(readSections(reader))
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

function readSections(reader: ByteReader): Sections {
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
    reader.expect(':', `after "${key}"`)
    if (key === 'snapshot') sections.header = readHeader(fresh(key, sections.header))
    else if (key === 'nodes') sections.nodes = readNodes(fresh(key, sections.nodes), header(key))
    else if (key === 'edges') sections.edges = readEdges(fresh(key, sections.edges), header(key))
    else if (key === 'locations')
      sections.locations = readLocations(fresh(key, sections.locations), header(key))
    else if (key === 'strings') sections.strings = readStrings(fresh(key, sections.strings))
    else if (key === 'trace_function_infos' && header(key).traces)
      sections.tracedFunctions = readTracedFunctions(fresh(key, sections.tracedFunctions), header(key))
    else if (key === 'trace_tree' && header(key).traces)
      sections.traceTree = readTraceTree(fresh(key, sections.traceTree), header(key))
    else reader.skipValue(`in "${key}"`)

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
  // without nodes no string is needed
  if (greatest >= count && greatest > 0) {
    throw malformed(`name ${greatest} of ${owner}`, `an index below ${count} (strings)`)
  }
}

function missing(key: string): Error {
  return malformed(`no "${key}" in the file`, 'one')
}
