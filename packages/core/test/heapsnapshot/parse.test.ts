import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import type { HeapColumns } from '../../src/heap/columns.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { draftFromText } from '../fixtures/graph-from-text.ts'
import {
  EDGE_TYPES,
  NODE_20_FIELDS,
  NODE_TYPES,
  writeSnapshot,
  type HeapDraft,
  type Spelling,
} from '../fixtures/snapshot-writer.ts'

const { draft } = draftFromText(`
  root -> a -> b -> c, a -[12]-> c, c -hidden:5-> b, a ~target~> c, b -context:x-> a
  a = closure "go «ü»" @4294967295 48B 9:4:7
  b = string "a \\"quoted\\" \\n string" @5 5000000000B
  c = object "C" @7 0B 9:0:0
  k & t => v
`)
const bytes = writeSnapshot(draft)

/** What a reader of columns can see, strings included. */
function contents(columns: HeapColumns) {
  const { strings, ...rest } = columns
  return { ...rest, strings: Array.from({ length: strings.count }, (_, index) => strings.get(index)) }
}

function inChunks(whole: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
    whole.subarray(i * size, (i + 1) * size),
  )
}

describe('parseSnapshot', () => {
  it('gives every field its column', () => {
    const columns = parseSnapshot([bytes])
    expect(columns).toMatchObject({
      nodeCount: 7,
      edgeCount: 11,
      nodeTypeNames: NODE_TYPES,
      edgeTypeNames: EDGE_TYPES,
    })
    expect(columns.nodeId).toEqual(Uint32Array.of(1, 4294967295, 5, 7, 9, 11, 13))
    expect(columns.shallowSize).toEqual(Float64Array.of(0, 48, 5e9, 0, 1, 1, 1))
    expect([...columns.nodeType].map((type) => NODE_TYPES[type])).toEqual([
      'synthetic',
      'closure',
      'string',
      'object',
      'object',
      'object',
      'object',
    ])
    expect([...columns.nodeName].map((name) => columns.strings.get(name))).toEqual([
      '',
      'go «ü»',
      'a "quoted" \n string',
      'C',
      'k',
      't',
      'v',
    ])
    expect(columns.firstEdge).toEqual(Uint32Array.of(0, 1, 4, 6, 7, 8, 11, 11))
    expect(columns.edgeTo).toEqual(Uint32Array.of(1, 2, 3, 3, 3, 1, 2, 6, 4, 6, 6))
    expect([...columns.edgeType.slice(0, 7)].map((type) => EDGE_TYPES[type])).toEqual([
      'property',
      'property',
      'element',
      'weak',
      'property',
      'context',
      'hidden',
    ])
    expect([columns.edgeName[2], columns.edgeName[6]]).toEqual([12, 5])
    expect(columns.locations).toEqual({
      count: 2,
      node: Uint32Array.of(1, 3),
      scriptId: Uint32Array.of(9, 9),
      line: Int32Array.of(4, 0),
      column: Int32Array.of(7, 0),
    })
  })

  it('reads detachedness', () => {
    const columns = parseSnapshot([
      writeSnapshot({ nodes: [{}, { detachedness: 1 }, { detachedness: 2 }], edges: [] }),
    ])
    expect(columns.detachedness).toEqual(Uint8Array.of(0, 1, 2))
  })

  it.each<[string, Spelling]>([
    ['as Node 20', { nodeFields: NODE_20_FIELDS, blanks: 'record' }],
    ['with blanks everywhere', { blanks: 'wide' }],
    ['with other characters raw', { escapeUnicode: false }],
    [
      'with the keys in another order',
      { keys: ['strings', 'locations', 'samples', 'edges', 'nodes', 'trace_tree'] },
    ],
    [
      'with keys of a later version',
      { keys: ['nodes', 'edges', 'locations', 'strings', 'trace_tree', 'samples'] },
    ],
  ])('reads the same heap written %s', (_, spelling) => {
    const { strings, nodeName, edgeName, ...columns } = parseSnapshot([writeSnapshot(draft, spelling)])
    expect(columns).toMatchObject(
      (({ strings: _s, nodeName: _n, edgeName: _e, ...rest }) => rest)(parseSnapshot([bytes])),
    )
    expect([strings.count, nodeName.length, edgeName.length]).toEqual([
      parseSnapshot([bytes]).strings.count,
      7,
      11,
    ])
  })

  it('does not mind where the file is cut into chunks', () => {
    for (const spelling of [
      {},
      { nodeFields: NODE_20_FIELDS, blanks: 'record', escapeUnicode: false },
    ] as Spelling[]) {
      const whole = writeSnapshot(draft, spelling)
      const expected = contents(parseSnapshot([whole]))
      for (let at = 0; at <= whole.length; at++) {
        expect(contents(parseSnapshot([whole.subarray(0, at), whole.subarray(at)]))).toEqual(expected)
      }
      for (const size of [1, 2, 3, 7, 64])
        expect(contents(parseSnapshot(inChunks(whole, size)))).toEqual(expected)
    }
  })

  it('refuses a file that is cut short anywhere', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => parseSnapshot([bytes.subarray(0, length)]), `cut at ${length}`).toThrow(
        SnapshotFormatError,
      )
    }
  })

  it('reads arrays longer than a batch and a chunk', () => {
    const nodes = Array.from({ length: 5000 }, (_, i) => ({
      name: `n${i % 10}`,
      selfSize: i,
      id: (i * 1_000_003) % 4294967291,
    }))
    const edges = nodes
      .slice(1)
      .map((_, i) => ({ from: i, to: i + 1, type: 'property', label: `to${i % 7}` }))
    const whole = writeSnapshot({ nodes, edges })
    for (const size of [100, 4096, 1 << 20]) {
      const columns = parseSnapshot(inChunks(whole, size))
      expect([...columns.shallowSize]).toEqual(nodes.map(({ selfSize }) => selfSize))
      expect([...columns.nodeId]).toEqual(nodes.map(({ id }) => id))
      expect([...columns.edgeTo]).toEqual(edges.map(({ to }) => to))
    }
  })

  it('sorts locations by node; lines and columns may be negative', () => {
    const text = Buffer.from(bytes)
      .toString()
      .replace(/"locations":\[[^\]]*\]/, '"locations":[18,9,0,-21,6,9,4,7,12,8,-3,3]')
    expect(parseSnapshot([Buffer.from(text)]).locations).toEqual({
      count: 3,
      node: Uint32Array.of(1, 2, 3),
      scriptId: Uint32Array.of(9, 8, 9),
      line: Int32Array.of(4, -3, 0),
      column: Int32Array.of(7, 3, -21),
    })
  })

  const broken = (change: (text: string) => string) => [Buffer.from(change(Buffer.from(bytes).toString()))]
  const small: HeapDraft = { nodes: [{}, {}], edges: [{ from: 0, to: 1, type: 'property', label: 'x' }] }

  it.each<[string, Uint8Array[], string]>([
    ['an empty file', [], 'the file ends after 0 bytes, at the beginning, expected "{"'],
    ['an empty object', [Buffer.from('{}')], '"}" at byte 1, among the top-level keys, expected a string'],
    ['another JSON file', [Buffer.from('{"name":"x"}')], 'no "snapshot" in the file'],
    ['a picture', [Buffer.from([0x89, 0x50])], 'byte 0x89 at byte 0'],
    [
      'nodes before the header',
      broken((t) => t.replace('{"snapshot"', '{"nodes":[],"snapshot"')),
      '"nodes" comes first',
    ],
    [
      'a second key',
      broken((t) => t.replace('"edges":', '"edges":[],"edges":')),
      '"edges" holds 0 records, expected 11',
    ],
    ['no strings', broken((t) => t.replace('"strings"', '"string"')), 'no "strings" in the file'],
    ['no nodes', broken((t) => t.replace('"nodes"', '"node"')), 'no "nodes" in the file'],
    ['no edges', broken((t) => t.replace('"edges"', '"edge"')), 'no "edges" in the file'],
    ['more after the end', broken((t) => `${t}x`), '"x" at byte'],
    [
      'a missing number',
      broken((t) => t.replace(/,\d+\],"edges"/, '],"edges"')),
      '"nodes" holds 41 numbers, expected a multiple of 6',
    ],
    [
      'a missing node',
      broken((t) => t.replace(/"nodes":\[\d+,\d+,\d+,\d+,\d+,\d+,/, '"nodes":[')),
      '"nodes" holds 6 records, expected 7 (node_count)',
    ],
    [
      'a node too many',
      broken((t) => t.replace('"nodes":[', '"nodes":[9,1,1,0,0,0,')),
      '"nodes" holds more than 7 records',
    ],
    [
      'a missing edge',
      broken((t) => t.replace(/"edges":\[\d+,\d+,\d+,/, '"edges":[')),
      '"edges" holds 10 records, expected 11 (edge_count)',
    ],
    [
      'an edge too many',
      broken((t) => t.replace('"edges":[', '"edges":[2,1,0,')),
      '"edges" holds more than 11 records',
    ],
    [
      'a wrong sum of edges',
      [writeSnapshot(small, { header: { edge_count: 2 } })],
      'the nodes have 1 edges, expected 2 (edge_count)',
    ],
    [
      'an unknown node type',
      broken((t) => t.replace('"nodes":[9,', '"nodes":[15,')),
      'type 15 of node 0, expected less than 15 (node_types)',
    ],
    [
      'an unknown edge type',
      broken((t) => t.replace('"edges":[2,', '"edges":[7,')),
      'type 7 of edge 0, expected less than 7 (edge_types)',
    ],
    [
      'too large an id',
      broken((t) => t.replace('4294967295', '4294967296')),
      'id 4294967296 of record 1 in "nodes", expected less than 2^32',
    ],
    [
      'an edge into a node',
      broken((t) => t.replace(/("edges":\[\d+,\d+,)6/, '$17')),
      'to_node 7 of edge 0, expected a multiple of 6 (node_fields) below 42',
    ],
    [
      'an edge out of the heap',
      broken((t) => t.replace(/("edges":\[\d+,\d+,)6/, '$142')),
      'to_node 42 of edge 0',
    ],
    [
      'a node without a name',
      broken((t) => t.replace('"nodes":[9,1', '"nodes":[9,999')),
      'name 999 of a node, expected an index below',
    ],
    [
      'a huge name',
      broken((t) => t.replace('"nodes":[9,1', '"nodes":[9,99999999999')),
      'name 99999999999 of record 0 in "nodes", expected less than 2^32',
    ],
    [
      'an edge without a name',
      broken((t) => t.replace(/"edges":\[2,\d+/, '"edges":[2,999')),
      'name 999 of an edge, expected an index below',
    ],
    [
      'an edge with a huge name',
      broken((t) => t.replace(/"edges":\[2,\d+/, '"edges":[2,4294967299')),
      'name_or_index 4294967299 of record 0 in "edges", expected less than 2^32',
    ],
    [
      'a location of no node',
      broken((t) => t.replace('"locations":[6', '"locations":[60')),
      'object_index 60 of location 0',
    ],
    [
      'half a location',
      broken((t) => t.replace('"locations":[6,', '"locations":[')),
      '"locations" holds 7 numbers, expected a multiple of 4',
    ],
  ])('refuses %s', (_, chunks, message) => {
    expect(() => parseSnapshot(chunks)).toThrow(SnapshotFormatError)
    expect(() => parseSnapshot(chunks)).toThrow(message)
  })

  it('refuses a key that comes twice', () => {
    const twice = broken((t) => t.replace(/,"samples":\[\]/, ',"strings":[]'))
    expect(() => parseSnapshot(twice)).toThrow('a second "strings" at byte')
  })
})
