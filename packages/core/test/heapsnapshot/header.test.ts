import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { draftFromText } from '../fixtures/graph-from-text.ts'
import {
  NODE_20_FIELDS,
  NODE_24_FIELDS,
  TRACED_FIELDS,
  writeSnapshot,
  type Spelling,
} from '../fixtures/snapshot-writer.ts'

const { draft } = draftFromText(
  'root -> a -context:x-> b -[3]-> a; a = closure "go" @77 48B 5:10:20; b = string "text" @99 16B',
)
const parse = (spelling: Spelling) => parseSnapshot([writeSnapshot(draft, spelling)])

describe('readHeader', () => {
  const expected = parse({})

  it.each<[string, Spelling]>([
    ['the node fields of Node 20', { nodeFields: NODE_20_FIELDS, blanks: 'record' }],
    ['node fields in another order', { nodeFields: [...NODE_20_FIELDS].reverse() }],
    ['node fields of a later version', { nodeFields: ['color', ...NODE_24_FIELDS, 'shape'] }],
    ['edge fields in another order', { edgeFields: ['to_node', 'weight', 'name_or_index', 'type'] }],
    [
      'location fields in another order',
      { locationFields: ['column', 'line', 'script_id', 'more', 'object_index'] },
    ],
  ])('finds the fields by name: %s', (_, spelling) => {
    const columns = parse(spelling)
    expect(columns).toMatchObject({
      nodeId: expected.nodeId,
      shallowSize: expected.shallowSize,
      firstEdge: expected.firstEdge,
      edgeTo: expected.edgeTo,
      locations: expected.locations,
    })
    const typeNames = (type: Readonly<Uint8Array>, names: readonly string[]) => [...type].map((t) => names[t])
    expect(typeNames(columns.nodeType, columns.nodeTypeNames)).toEqual(['synthetic', 'closure', 'string'])
    expect(typeNames(columns.edgeType, columns.edgeTypeNames)).toEqual(['property', 'context', 'element'])
  })

  it('does without detachedness and locations', () => {
    const columns = parse({ nodeFields: NODE_24_FIELDS.slice(0, 5), keys: ['nodes', 'edges', 'strings'] })
    expect(columns.detachedness).toEqual(new Uint8Array(3))
    expect(columns.locations.count).toBe(0)
  })

  it('refuses counts that the file has no room for, before it takes memory for them', () => {
    const boast = (header: object) => writeSnapshot(draft, { header: { ...header } })
    for (const header of [{ node_count: 700_000_000 }, { edge_count: 2_000_000_000 }]) {
      const bytes = boast(header)
      const before = process.memoryUsage().arrayBuffers
      expect(() => parseSnapshot([bytes], { bytes: bytes.length })).toThrow(
        `in a file of ${bytes.length} bytes, expected at least`,
      )
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6)
    }
  })

  it('says what it found however deep it is', () => {
    const deep = Buffer.from(writeSnapshot(draft))
      .toString()
      .replace(/"node_count":\d+/, `"node_count":${'['.repeat(400_000)}${']'.repeat(400_000)}`)
    // from Node 26 on JSON.stringify writes whatever JSON.parse has read
    expect(() => parseSnapshot([Buffer.from(deep)])).toThrow(
      /"node_count" is (an array nested very deep|\[{80}), expected a count/,
    )
  })

  it.each<[Spelling, string]>([
    [
      { nodeFields: NODE_24_FIELDS.filter((field) => field !== 'id') },
      '"node_fields" is ["type","name","self_size"',
    ],
    [{ edgeFields: ['type', 'to_node'] }, 'expected "name_or_index" among them. The format may be newer'],
    [{ header: { meta: { node_fields: 7 } } }, '"node_fields" is 7, expected an array of names'],
    [{ header: { meta: { node_types: undefined } } }, '"node_types" is missing, expected an array'],
    [{ header: { meta: { edge_types: [['a', 1]] } } }, '"edge_types" is ["a",1], expected an array of names'],
    [
      { header: { meta: { node_types: [Array(300).fill('x')] } } },
      '"node_types" holds 300 types, expected at most 256',
    ],
    [
      { header: { trace_function_count: 3 } },
      '"node_fields" is ["type","name","id","self_size","edge_count","detachedness"], expected "trace_node_id" among them',
    ],
    [
      {
        header: {
          trace_function_count: 3,
          meta: { trace_node_fields: ['children', 'id', 'function_info_index'] },
        },
      },
      'expected "children" as the last',
    ],
    [
      {
        nodeFields: TRACED_FIELDS,
        header: { trace_function_count: 3, meta: { trace_function_info_fields: ['name'] } },
      },
      '"trace_function_info_fields" is ["name"], expected "function_id" among them',
    ],
    [{ header: { trace_function_count: '3' } }, '"trace_function_count" is "3", expected a count'],
    [{ header: { node_count: -1 } }, '"node_count" is -1, expected a count'],
    [{ header: { node_count: '3' } }, '"node_count" is "3", expected a count'],
    [{ header: { edge_count: 1.5 } }, '"edge_count" is 1.5, expected a count'],
    [{ header: { edge_count: undefined } }, '"edge_count" is missing, expected a count'],
    [{ header: { node_count: 0 } }, '"node_count" is 0, expected at least the root'],
    [{ header: { root_index: 6 } }, '"root_index" is 6, expected 0'],
    [{ nodeFields: [...NODE_24_FIELDS, 'id'] }, '"node_fields" holds "id" twice, expected each field once'],
    [
      { nodeFields: [...NODE_24_FIELDS, ...Array.from({ length: 60 }, (_, i) => `field ${i}`)] },
      '"node_fields" holds 66 fields, expected at most 64',
    ],
    // places of nodes are 32 bits: six numbers a node
    [{ header: { node_count: 715827883 } }, '"node_count" is 715827883, expected a count up to 715827882'],
    [{ header: { edge_count: 2147483648 } }, '"edge_count" is 2147483648, expected a count up to 2147483647'],
  ])('refuses a header that it does not know: %j', (spelling, message) => {
    expect(() => parse(spelling)).toThrow(SnapshotFormatError)
    expect(() => parse(spelling)).toThrow(message)
  })
})
