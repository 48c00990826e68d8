/**
 * The slow reader of heap snapshots: JSON.parse and plain objects. It shares no code with the parser, and refuses whatever does not say
 * one thing only.
 */

/** A snapshot, names as texts and nodes by ordinal. */
export interface JsonSnapshot {
  readonly nodes: readonly JsonNode[]
  readonly locations: readonly JsonLocation[]
}

export interface JsonNode {
  readonly type: string
  readonly name: string
  readonly id: number
  readonly shallowSize: number
  readonly detachedness: number
  readonly edges: readonly JsonEdge[]
  /** Functions on the stack it was created on, innermost first; only in a file with allocation traces. */
  readonly stack?: readonly string[]
}

export interface JsonEdge {
  readonly type: string
  readonly label: string | number
  readonly to: number
}

export interface JsonLocation {
  readonly node: number
  readonly scriptId: number
  readonly line: number
  readonly column: number
}

class Refused extends Error {}

function must(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Refused(what)
}

type Numbers = readonly number[]

/** What the file says; a text that tells why it says nothing, if it does not. */
export function readByJson(bytes: Uint8Array): JsonSnapshot | string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  let file: Record<string, unknown>
  try {
    file = JSON.parse(text) as Record<string, unknown>
  } catch {
    return 'not JSON'
  }
  try {
    return snapshotOf(file, text)
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

function snapshotOf(file: Record<string, unknown>, text: string): JsonSnapshot {
  must(isObject(file) && isObject(file['snapshot']), 'no header')
  const header = file['snapshot']
  must(isObject(header['meta']), 'no meta')
  const meta = header['meta']
  const node = fieldsOf(meta, 'node_fields', ['type', 'name', 'id', 'self_size', 'edge_count'])
  const edge = fieldsOf(meta, 'edge_fields', ['type', 'name_or_index', 'to_node'])
  const place = fieldsOf(meta, 'location_fields', ['object_index', 'script_id', 'line', 'column'])
  const nodeTypes = typesOf(meta, 'node_types', node.names)
  const edgeTypes = typesOf(meta, 'edge_types', edge.names)
  must(header['root_index'] === undefined || header['root_index'] === 0, 'root elsewhere')

  const strings = file['strings']
  must(isTexts(strings), 'no strings')
  const replaced = strings.some((each) => each.includes('\ufffd'))
  must(!replaced || /\\u[fF]{2}[fF][dD]/.test(text) || Buffer.from(text).includes('\ufffd'), 'not UTF-8')
  const name = (index: number): string => {
    must(index < strings.length, 'no such string')
    return strings[index]
  }

  const nodes = recordsOf(file['nodes'], node, 0, 2 ** 32 - 1)
  const edges = recordsOf(file['edges'], edge, 0, 2 ** 32 - 1)
  must(nodes.length > 0 && nodes.length === header['node_count'], 'node_count')
  must(edges.length === header['edge_count'], 'edge_count')
  const nodeAt = (index: number): number => {
    must(index % node.names.length === 0 && index / node.names.length < nodes.length, 'no such node')
    return index / node.names.length
  }
  const labelled = edges.map((record): JsonEdge => {
    const type = edgeTypes[record('type')]
    must(type !== undefined, 'edge type')
    const index = record('name_or_index')
    const label = type === 'element' || type === 'hidden' ? index : name(index)
    return { type, label, to: nodeAt(record('to_node')) }
  })

  const traces = tracesOf(file, header, meta, node.names, name)
  const ids = new Set<number>()
  let taken = 0
  const read = nodes.map((record): JsonNode => {
    const type = nodeTypes[record('type')]
    must(type !== undefined, 'node type')
    const detachedness = node.names.includes('detachedness') ? record('detachedness') : 0
    must(detachedness < 256, 'detachedness')
    ids.add(record('id'))
    const first = taken
    taken += record('edge_count')
    return {
      type,
      name: name(record('name')),
      id: record('id'),
      shallowSize: record('self_size'),
      detachedness,
      edges: labelled.slice(first, taken),
      ...(traces && { stack: traces(record('trace_node_id')) }),
    }
  })
  must(taken === edges.length, 'sum of edge_count')
  must(ids.size === nodes.length, 'one id twice')

  const locations = recordsOf(file['locations'] ?? [], place, -(2 ** 31), 2 ** 32 - 1).map((record) => {
    must(record('object_index') >= 0 && (record('script_id') | 0) >= 0, 'negative')
    return {
      node: nodeAt(record('object_index')),
      scriptId: record('script_id'),
      // Node 20 writes negative ones as unsigned
      line: record('line') | 0,
      column: record('column') | 0,
    }
  })
  return { nodes: read, locations: locations.sort((a, b) => a.node - b.node) }
}

/** From the id of a trace to its stack; undefined without traces. */
function tracesOf(
  file: Record<string, unknown>,
  header: Record<string, unknown>,
  meta: Record<string, unknown>,
  nodeFields: readonly string[],
  name: (index: number) => string,
): ((id: number) => string[]) | undefined {
  const count = header['trace_function_count'] ?? 0
  must(isCount(count), 'trace_function_count')
  if (count === 0) return undefined
  must(nodeFields.includes('trace_node_id'), 'no trace_node_id')
  const called = fieldsOf(meta, 'trace_function_info_fields', [
    'function_id',
    'name',
    'script_name',
    'script_id',
    'line',
    'column',
  ])
  const trace = fieldsOf(meta, 'trace_node_fields', ['id', 'function_info_index', 'children'])
  must(trace.names.at(-1) === 'children', 'children')
  const functions = recordsOf(file['trace_function_infos'], called, 0, 2 ** 32 - 1).map((record) =>
    ['function_id', 'script_id', 'line', 'column'].reduce(
      (told, field) => `${told} ${record(field)}`,
      `${name(record('name'))} ${name(record('script_name'))}`,
    ),
  )
  const stacks = new Map<number, number[]>()
  const open: { list: unknown; callers: number[] }[] = [{ list: file['trace_tree'], callers: [] }]
  for (let next; (next = open.pop());) {
    const { list, callers } = next
    must(Array.isArray(list) && list.length % trace.names.length === 0, 'trace_tree')
    for (let at = 0; at < list.length; at += trace.names.length) {
      const record = list.slice(at, at + trace.names.length) as unknown[]
      must(
        record.slice(0, -1).every((value) => isCount(value) && value < 2 ** 32),
        'a number in trace_tree',
      )
      const id = record[trace.names.indexOf('id')] as number
      must(!stacks.has(id), 'one trace twice')
      const stack = [record[trace.names.indexOf('function_info_index')] as number, ...callers]
      stacks.set(id, stack)
      open.push({ list: record.at(-1), callers: stack })
    }
  }
  return (id) => {
    if (id === 0) return []
    const stack = stacks.get(id)
    must(stack, 'no such trace')
    return stack.map((index) => {
      must(index < functions.length, 'no such function')
      return functions[index]
    })
  }
}

interface Fields {
  readonly names: readonly string[]
  readonly needed: readonly string[]
}

function fieldsOf(meta: Record<string, unknown>, key: string, needed: readonly string[]): Fields {
  const names = meta[key] ?? (key === 'location_fields' ? needed : undefined)
  must(isTexts(names), key)
  must(names.length <= 64 && new Set(names).size === names.length, key)
  for (const field of needed) must(names.includes(field), `${key} without ${field}`)
  return { names, needed: ['detachedness', 'trace_node_id', ...needed] }
}

function typesOf(meta: Record<string, unknown>, key: string, fields: readonly string[]): readonly string[] {
  const types = meta[key]
  must(Array.isArray(types), key)
  const names: unknown = types[fields.indexOf('type')]
  must(isTexts(names) && names.length <= 256, key)
  return names
}

/** The records of a list of numbers; of fields that nobody knows the value does not count. */
function recordsOf(list: unknown, { names, needed }: Fields, least: number, most: number) {
  must(Array.isArray(list) && list.length % names.length === 0, 'records')
  const numbers = list as Numbers
  must(
    numbers.every((value) => Number.isInteger(value)),
    'not an integer',
  )
  return Array.from({ length: numbers.length / names.length }, (_, record) => {
    const own = numbers.slice(record * names.length, (record + 1) * names.length)
    return (field: string): number => {
      const value = own[names.indexOf(field)]
      const largest = field === 'self_size' ? Number.MAX_SAFE_INTEGER : most
      must(needed.includes(field) && value >= least && value <= largest, `${field} out of range`)
      return value
    }
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0
}
