import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { InvalidInputError, NotFoundError } from '../../src/errors.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import type { ObjectGraphJson } from '../../src/graph/json.ts'
import { graphFromText, textOf } from './notation.ts'
import { randomGraph, runs } from './random-graphs.ts'

const folder = mkdtempSync(join(tmpdir(), 'toleak-json-'))
afterAll(() => rmSync(folder, { recursive: true }))

const graph = ObjectGraph.of(
  [
    { key: '1', label: 'naïve "Queue"\n', className: 'Queue', place: { file: 'a.ts', line: 3 } },
    { key: '2', label: '😀\u2028', className: 'Job' },
  ],
  [
    { key: 'e', from: '1', to: '2', label: 'items[0]', cut: true },
    { from: '1', to: '2', label: '' },
  ],
)

test('is nodes and edges, each with its attributes beside its key', () => {
  expect(graph.toJSON()).toEqual({
    nodes: [
      { key: '1', label: 'naïve "Queue"\n', className: 'Queue', place: { file: 'a.ts', line: 3 } },
      { key: '2', label: '😀\u2028', className: 'Job' },
    ],
    edges: [
      { key: 'e', from: '1', to: '2', label: 'items[0]', cut: true },
      { key: '0', from: '1', to: '2', label: '' },
    ],
  })
})

test.each([
  ['data', () => ObjectGraph.fromJSON(graph.toJSON())],
  ['text', () => ObjectGraph.fromJSON(JSON.stringify(graph))],
])('comes back from its %s as it was', (_, read) => {
  expect(read().toJSON()).toEqual(graph.toJSON())
})

test('comes back from a file as it was, in UTF-8', () => {
  const file = join(folder, 'graph.json')
  graph.exportJson(file)
  expect(readFileSync(file).includes(Buffer.from('naïve', 'utf8'))).toBe(true)
  const back = ObjectGraph.importJson(file)
  expect(back.toJSON()).toEqual(graph.toJSON())
  expect([...back].every((node) => graph.has(node)) && [...graph].every((node) => back.has(node))).toBe(true)
})

test('comes back whatever the graph', () => {
  fc.assert(
    fc.property(randomGraph, (random) => {
      const back = ObjectGraph.fromJSON(JSON.stringify(random))
      expect(back.toJSON()).toEqual(random.toJSON())
      expect(textOf(back)).toBe(textOf(random))
    }),
    runs,
  )
})

test('the data is a copy: changing it changes no graph', () => {
  const small = graphFromText('1 2; 1->2')
  const data = small.toJSON() as { nodes: object[]; edges: object[] }
  Object.assign(data.nodes[0], { label: 'changed' })
  Object.assign(data.edges[0], { label: 'changed' })
  data.edges.pop()
  expect([small.node('1').label, small.edgeCount]).toEqual(['1', 1])
})

test.each([
  ['{"nodes": [', 'Cannot read graph from JSON: '],
  ['null', 'found null, expected { nodes:'],
  ['[]', 'found an array'],
  ['7', 'found number 7'],
  ['{"nodes": []}', '"edges" is undefined'],
  ['{"nodes": {}, "edges": []}', '"nodes" is an object'],
  ['{"nodes": [null], "edges": []}', 'a node has null'],
  ['{"nodes": [{"key": 1}], "edges": []}', 'a node has the key number 1'],
  ['{"nodes": [], "edges": [null]}', 'an edge is null'],
  ['{"nodes": [], "edges": [{"key": "e", "from": "x", "to": "y"}]}', 'edge "e" comes from node "x"'],
])('%s is no graph, and the error says why', (text, found) => {
  expect(() => ObjectGraph.fromJSON(text)).toThrow(InvalidInputError)
  expect(() => ObjectGraph.fromJSON(text)).toThrow(found)
})

test('undefined is no graph either', () => {
  expect(() => ObjectGraph.fromJSON(undefined as unknown as ObjectGraphJson)).toThrow('found undefined')
})

test('text that is not JSON keeps the cause', () => {
  expect(() => ObjectGraph.fromJSON('{')).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }))
})

test('a file that is missing or no graph is an error', () => {
  expect(() => ObjectGraph.importJson(join(folder, 'missing.json'))).toThrow(NotFoundError)
  const file = join(folder, 'cut-short.json')
  writeFileSync(file, JSON.stringify(graph).slice(0, 100))
  expect(() => ObjectGraph.importJson(file)).toThrow(InvalidInputError)
})
