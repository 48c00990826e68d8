import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import type { HeapDraft, Spelling, TraceDraft } from '../fixtures/snapshot-writer.ts'
import { NODE_20_FIELDS, NODE_24_FIELDS, TRACED_FIELDS, writeSnapshot } from '../fixtures/snapshot-writer.ts'

const tree: TraceDraft[] = [
  {
    id: 1,
    calls: 0,
    inner: [
      { id: 2, calls: 1, inner: [{ id: 5, calls: 2 }] },
      { id: 3, calls: 2, inner: [] },
    ],
  },
]
const draft: HeapDraft = {
  nodes: [{}, { traceId: 5 }, { traceId: 3 }, { traceId: 0 }, { traceId: 5 }],
  edges: [],
  traces: { functions: [{ name: '(root)' }, { name: 'outer' }, { name: 'inner' }], tree },
}
const write = (spelling: Spelling = {}) => writeSnapshot(draft, { nodeFields: TRACED_FIELDS, ...spelling })

describe('a snapshot with allocation traces', () => {
  it.each<[string, Spelling]>([
    ['of Node 24', {}],
    ['of Node 20', { nodeFields: NODE_20_FIELDS, blanks: 'record' }],
    ['with blanks', { blanks: 'wide' }],
    ['with the traces first', { keys: ['trace_tree', 'trace_function_infos', 'strings', 'edges', 'nodes'] }],
  ])('%s tells callers and what was called, and the trace of each node', (_, spelling) => {
    const { allocations } = parseSnapshot([write(spelling)])
    expect(allocations).toMatchObject({
      traceOf: Int32Array.of(-1, 2, 3, -1, 2),
      caller: Int32Array.of(-1, 0, 1, 0),
      calledFunction: Uint32Array.of(0, 1, 2, 2),
    })
  })

  it('is the same in pieces of any size', () => {
    const bytes = write()
    const whole = parseSnapshot([bytes]).allocations
    for (const size of [1, 2, 3, 7, 100]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      )
      expect(parseSnapshot(pieces).allocations).toEqual(whole)
    }
  })

  it('may be as deep as it likes', () => {
    const depth = 50_000
    const calls = Array.from({ length: depth }, (_, at) => `${at + 1},0,0,0,[`)
    const tree = `[${calls.join('')}${']'.repeat(depth)}]`
    const file = writeSnapshot({ ...draft, nodes: [{ traceId: 1 }] }, { nodeFields: TRACED_FIELDS })
    const deep = Buffer.from(file)
      .toString()
      .replace(/"trace_tree":.*?,"samples"/s, `"trace_tree":${tree},"samples"`)
    expect(parseSnapshot([Buffer.from(deep)]).allocations?.caller).toHaveLength(depth)
  })

  it('is refused when two traces have one id, or a number is none of 32 bits', () => {
    const file = Buffer.from(
      writeSnapshot({ ...draft, nodes: [{ traceId: 1 }] }, { nodeFields: TRACED_FIELDS }),
    ).toString()
    const withTree = (tree: string) => [
      Buffer.from(file.replace(/"trace_tree":.*?,"samples"/s, `"trace_tree":${tree},"samples"`)),
    ]
    expect(() => parseSnapshot(withTree('[1,0,0,0,[],1,0,0,0,[]]'))).toThrow('two traces of id 1')
    expect(() => parseSnapshot(withTree('[01,0,0,0,[]]'))).toThrow('a number without leading zeros')
    // 2^32 + 1 would be trace 1 if it were cut off
    const cutOff = file.replace(/"nodes":\[(\d+,\d+,\d+,\d+,\d+),1,/, '"nodes":[$1,4294967297,')
    expect(cutOff).not.toBe(file)
    expect(() => parseSnapshot([Buffer.from(cutOff)])).toThrow('trace_node_id 4294967297 of record 0')
  })

  it('may have traces of calls made while it was written, which no node has', () => {
    const late = {
      ...draft,
      traces: { functions: draft.traces!.functions, tree: [...tree, { id: 9, calls: 7 }] },
    }
    const { allocations } = parseSnapshot([writeSnapshot(late, { nodeFields: TRACED_FIELDS })])
    expect(allocations?.calledFunction).toHaveLength(5)
  })
})

describe('a snapshot without', () => {
  it.each([NODE_20_FIELDS, NODE_24_FIELDS])('has no column for them: %s', (...nodeFields) => {
    const { nodes, edges } = draft
    expect(parseSnapshot([writeSnapshot({ nodes, edges }, { nodeFields })])).not.toHaveProperty('allocations')
  })
})

describe('a malformed one is refused', () => {
  const spoilt = (spoil: (text: string) => string) => () =>
    parseSnapshot([Buffer.from(spoil(Buffer.from(write()).toString()))])
  const withTree = (text: string) =>
    spoilt((file) => file.replace(/"trace_tree":.*?,"samples"/s, `"trace_tree":${text},"samples"`))

  it.each<[string, () => unknown, string]>([
    ['a number', withTree('7'), '"7" at byte'],
    ['half a record', withTree('[1,0]'), 'in "trace_tree", expected ","'],
    ['a record without its list', withTree('[1,0,0,0,0]'), 'in "trace_tree", expected "["'],
    ['a negative id', withTree('[-1,0,0,0,[]]'), 'expected an unsigned integer'],
    ['a comma too many', withTree('[1,0,0,0,[],]'), 'expected an unsigned integer'],
    ['an id beyond 32 bits', withTree('[4294967296,0,0,0,[]]'), 'expected less than 2^32'],
    [
      'a node with a trace that is not there',
      withTree('[1,0,0,0,[]]'),
      'trace_node_id 5 of node 1, expected 0 or the id of a trace in "trace_tree"',
    ],
    [
      "a node's trace with a function that is not there",
      withTree('[1,0,0,0,[5,3,0,0,[],3,1,0,0,[]]]'),
      'function_info_index 3 of trace 5, expected less than 3 (trace_function_infos)',
    ],
    ['no tree', spoilt((file) => file.replace('"trace_tree"', '"other"')), 'no "trace_tree" in the file'],
    [
      'one that ends within the tree',
      () => parseSnapshot([Buffer.from(Buffer.from(write()).toString().split(',"samples"')[0].slice(0, -3))]),
      'The file may be cut short.',
    ],
  ])('%s', (_, parse, message) => {
    expect(parse).toThrow(SnapshotFormatError)
    expect(parse).toThrow(message)
  })
})
