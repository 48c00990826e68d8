import { expect, it } from 'vitest'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import type { TracedFunctionDraft } from '../fixtures/snapshot-writer.ts'
import { TRACED_FIELDS, writeSnapshot } from '../fixtures/snapshot-writer.ts'

const write = (functions: TracedFunctionDraft[], header?: Record<string, unknown>) =>
  writeSnapshot(
    {
      nodes: [{ traceId: 1 }],
      edges: [],
      traces: { functions, tree: [{ id: 1, calls: 0 }] },
    },
    { nodeFields: TRACED_FIELDS, header },
  )
const functionsOf = (bytes: Uint8Array) => {
  const { allocations, strings } = parseSnapshot([bytes])
  if (!allocations) throw new Error('no allocations')
  return { ...allocations.functions, strings }
}

it('gives every field its column, places from 0', () => {
  const { strings, ...columns } = functionsOf(
    write([
      { codeId: 11, name: 'outer', scriptName: '/a.js', scriptId: 3, line: 1, column: 9 },
      { codeId: 13, name: 'innér', scriptName: '/a.js', scriptId: 3, line: 7, column: 1 },
    ]),
  )
  expect(columns).toMatchObject({
    count: 2,
    codeId: Uint32Array.of(11, 13),
    scriptId: Uint32Array.of(3, 3),
    line: Int32Array.of(0, 6),
    column: Int32Array.of(8, 0),
  })
  expect([...columns.name, ...columns.scriptName].map((index) => strings.get(index))).toEqual([
    'outer',
    'innér',
    '/a.js',
    '/a.js',
  ])
})

it('knows no place, and one before the beginning of a script compiled at an offset', () => {
  const { line, column } = functionsOf(write([{}, { line: 1, column: 2 ** 32 - 60 }]))
  expect([...line]).toEqual([-1, 0])
  expect([...column]).toEqual([-1, -61])
})

it('takes as many as there are, whatever the header says: V8 counts before it has written them', () => {
  const functions = Array.from({ length: 1300 }, (_, index) => ({ codeId: index }))
  const { count, codeId } = functionsOf(write(functions, { trace_function_count: 900 }))
  expect(count).toBe(1300)
  expect(codeId[1299]).toBe(1299)
})

it.each<[string, (text: string) => string, string]>([
  [
    'numbers of half a record',
    (text) => text.replace('"trace_function_infos":[', '"trace_function_infos":[1,'),
    '"trace_function_infos" holds 7 numbers, expected a multiple of 6. The file may be cut short.',
  ],
  [
    'a name beyond the strings',
    (text) => text.replace('"trace_function_infos":[0,2', '"trace_function_infos":[0,99'),
    'name 99 of a traced function, expected an index below',
  ],
  [
    'no such key',
    (text) => text.replace('"trace_function_infos"', '"other"'),
    'no "trace_function_infos" in the file',
  ],
])('refuses %s', (_, spoil, message) => {
  const bytes = Buffer.from(spoil(Buffer.from(write([{ name: 'f' }])).toString()))
  expect(() => parseSnapshot([bytes])).toThrow(message)
})
