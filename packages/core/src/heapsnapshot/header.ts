import type { ByteReader } from './byte-reader.ts'
import { CUT_SHORT, malformed } from './malformed.ts'

/** Where the fields of nodes, edges and locations stand in this file, and how many there are of each. */
export interface SnapshotHeader {
  readonly nodeCount: number
  readonly edgeCount: number
  readonly node: FieldPositions<'type' | 'name' | 'id' | 'self_size' | 'edge_count' | 'detachedness'>
  readonly nodeTypeNames: readonly string[]
  readonly edge: FieldPositions<'type' | 'name_or_index' | 'to_node'>
  readonly edgeTypeNames: readonly string[]
  readonly location: FieldPositions<'object_index' | 'script_id' | 'line' | 'column'>
  /** Only in a file that was written while V8 tracked allocations. */
  readonly traces?: TraceHeader
}

/** Where the fields of allocation traces stand. */
export interface TraceHeader {
  /** Position of `trace_node_id` among the fields of a node. */
  readonly nodeField: number
  readonly function: FieldPositions<'function_id' | 'name' | 'script_name' | 'script_id' | 'line' | 'column'>
  /** `children`, a list of such records, stands last. */
  readonly trace: FieldPositions<'id' | 'function_info_index' | 'children'>
}

/** Field name -> its position in a record of `length` numbers; ABSENT for an optional field that the file leaves out. */
export type FieldPositions<Field extends string> = Readonly<Record<Field | 'length', number>>

export const ABSENT = -1

/** The file names a node by its place among the numbers of "nodes"; V8 writes, and we read, these as 32 bits. */
const MAX_NODE_NUMBERS = 2 ** 32
/** Edges are ordinals in Int32Arrays, with -1 for none. */
const MAX_EDGES = 2 ** 31 - 1

/** More than any version has, and few enough for a batch of records. */
const MAX_FIELDS = 64

const NEWER_FORMAT = 'The format may be newer than this version of toleak reads.'
const LOCATION_FIELDS = ['object_index', 'script_id', 'line', 'column']

/**
 * The value of the key "snapshot", which stands next in the file, checked.
 *
 * @param fileBytes the length of the file, if it is known: no count may need more than that
 */
export function readHeader(reader: ByteReader, fileBytes?: number): SnapshotHeader {
  const snapshot = asObject(reader.readValue('in "snapshot"'), 'snapshot')
  const meta = asObject(snapshot['meta'], 'snapshot.meta')
  const nodeFields = asFields(meta['node_fields'], 'node_fields')
  const edgeFields = asFields(meta['edge_fields'], 'edge_fields')
  const locationFields = asFields(meta['location_fields'] ?? LOCATION_FIELDS, 'location_fields')
  const rootIndex = snapshot['root_index']
  if (rootIndex !== undefined && rootIndex !== 0)
    throw malformed(`"root_index" is ${show(rootIndex)}`, '0', NEWER_FORMAT)
  const header: SnapshotHeader = {
    nodeCount: asCount(
      snapshot['node_count'],
      'node_count',
      Math.floor(MAX_NODE_NUMBERS / nodeFields.length),
    ),
    edgeCount: asCount(snapshot['edge_count'], 'edge_count', MAX_EDGES),
    node: {
      length: nodeFields.length,
      type: positionOf('type', nodeFields, 'node_fields'),
      name: positionOf('name', nodeFields, 'node_fields'),
      id: positionOf('id', nodeFields, 'node_fields'),
      self_size: positionOf('self_size', nodeFields, 'node_fields'),
      edge_count: positionOf('edge_count', nodeFields, 'node_fields'),
      detachedness: nodeFields.indexOf('detachedness'),
    },
    nodeTypeNames: typeNames(meta, 'node_types', nodeFields),
    edge: {
      length: edgeFields.length,
      type: positionOf('type', edgeFields, 'edge_fields'),
      name_or_index: positionOf('name_or_index', edgeFields, 'edge_fields'),
      to_node: positionOf('to_node', edgeFields, 'edge_fields'),
    },
    edgeTypeNames: typeNames(meta, 'edge_types', edgeFields),
    location: {
      length: locationFields.length,
      object_index: positionOf('object_index', locationFields, 'location_fields'),
      script_id: positionOf('script_id', locationFields, 'location_fields'),
      line: positionOf('line', locationFields, 'location_fields'),
      column: positionOf('column', locationFields, 'location_fields'),
    },
    traces: readTraceHeader(snapshot, meta, nodeFields),
  }
  if (header.nodeCount === 0) throw malformed('"node_count" is 0', 'at least the root')
  if (fileBytes !== undefined) verifyRoom(header, fileBytes)
  return header
}

/** Before memory is taken for what the header announces: each number needs a digit, and a comma or bracket. */
function verifyRoom({ nodeCount, node, edgeCount, edge }: SnapshotHeader, fileBytes: number): void {
  const needed = 2 * (nodeCount * node.length + edgeCount * edge.length)
  if (needed > fileBytes)
    throw malformed(
      `${nodeCount} nodes (node_count) and ${edgeCount} edges (edge_count) in a file of ${fileBytes} bytes`,
      `at least ${needed} bytes for these`,
      CUT_SHORT,
    )
}

/** Node 20 and 22 have the field `trace_node_id` in every file; one with traces has functions, too. */
function readTraceHeader(
  snapshot: Record<string, unknown>,
  meta: Record<string, unknown>,
  nodeFields: string[],
): TraceHeader | undefined {
  const functionCount = asCount(snapshot['trace_function_count'] ?? 0, 'trace_function_count', MAX_EDGES)
  if (functionCount === 0) return undefined
  const functionFields = asFields(meta['trace_function_info_fields'], 'trace_function_info_fields')
  const traceFields = asFields(meta['trace_node_fields'], 'trace_node_fields')
  const functionField = (name: string) => positionOf(name, functionFields, 'trace_function_info_fields')
  const traceField = (name: string) => positionOf(name, traceFields, 'trace_node_fields')
  if (traceField('children') !== traceFields.length - 1)
    throw malformed(`"trace_node_fields" is ${show(traceFields)}`, '"children" as the last', NEWER_FORMAT)
  return {
    nodeField: positionOf('trace_node_id', nodeFields, 'node_fields'),
    function: {
      length: functionFields.length,
      function_id: functionField('function_id'),
      name: functionField('name'),
      script_name: functionField('script_name'),
      script_id: functionField('script_id'),
      line: functionField('line'),
      column: functionField('column'),
    },
    trace: {
      length: traceFields.length,
      id: traceField('id'),
      function_info_index: traceField('function_info_index'),
      children: traceField('children'),
    },
  }
}

/** Names of fields, each once. */
function asFields(value: unknown, key: string): string[] {
  const fields = asStrings(value, key)
  if (fields.length > MAX_FIELDS)
    throw malformed(`"${key}" holds ${fields.length} fields`, `at most ${MAX_FIELDS}`, NEWER_FORMAT)
  const twice = fields.find((field, at) => fields.indexOf(field) !== at)
  if (twice !== undefined) throw malformed(`"${key}" holds ${show(twice)} twice`, 'each field once')
  return fields
}

function positionOf(field: string, fields: string[], key: string): number {
  const position = fields.indexOf(field)
  if (position < 0) throw malformed(`"${key}" is ${show(fields)}`, `"${field}" among them`, NEWER_FORMAT)
  return position
}

/** The list of names at the place of the field "type"; a type is an index in it. */
function typeNames(meta: Record<string, unknown>, key: string, fields: string[]): string[] {
  const types = meta[key]
  if (!Array.isArray(types)) throw malformed(`"${key}" is ${show(types)}`, 'an array', NEWER_FORMAT)
  const names = asStrings(types[fields.indexOf('type')], key)
  if (names.length > 256) throw malformed(`"${key}" holds ${names.length} types`, 'at most 256', NEWER_FORMAT)
  return names
}

function asObject(value: unknown, key: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw malformed(`"${key}" is ${show(value)}`, 'an object')
  return value as Record<string, unknown>
}

function asStrings(value: unknown, key: string): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw malformed(`"${key}" is ${show(value)}`, 'an array of names', NEWER_FORMAT)
}

function asCount(value: unknown, key: string, most: number): number {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most) return value as number
  throw malformed(`"${key}" is ${show(value)}`, `a count up to ${most}`)
}

function show(value: unknown): string {
  if (value === undefined) return 'missing'
  try {
    return JSON.stringify(value).slice(0, 80)
  } catch {
    // JSON.parse reads what is nested deeper than JSON.stringify can write
    return `${Array.isArray(value) ? 'an array' : 'an object'} nested very deep`
  }
}
