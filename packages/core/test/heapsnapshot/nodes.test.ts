import { describe, expect, it } from 'vitest'
import { ByteReader } from '../../src/heapsnapshot/byte-reader.ts'
import type { SnapshotHeader } from '../../src/heapsnapshot/header.ts'
import { readNodes } from '../../src/heapsnapshot/nodes.ts'

const header = (nodeCount: number, edgeCount: number): SnapshotHeader => ({
  nodeCount,
  edgeCount,
  node: { length: 6, type: 0, name: 1, id: 2, self_size: 3, edge_count: 4, detachedness: 5 },
  nodeTypeNames: ['hidden', 'object'],
  edge: { length: 3, type: 0, name_or_index: 1, to_node: 2 },
  edgeTypeNames: ['property'],
  location: { length: 4, object_index: 0, script_id: 1, line: 2, column: 3 },
})
const read = (numbers: number[], edgeCount: number) =>
  readNodes(new ByteReader([Buffer.from(JSON.stringify(numbers))]), header(numbers.length / 6, edgeCount))

describe('readNodes', () => {
  it('sums up the edges, also from batch to batch', () => {
    const { columns } = read(
      Array.from({ length: 3000 }, (_, node) => [1, 0, node, 8, node % 3, 0]).flat(),
      3000,
    )
    expect(columns.firstEdge.subarray(0, 5)).toEqual(Uint32Array.of(0, 0, 1, 3, 3))
    expect(columns.firstEdge[3000]).toBe(3000)
  })

  it('notes the greatest name', () => {
    expect(read([1, 5, 1, 0, 0, 0, 0, 9, 3, 0, 0, 0, 0, 7, 5, 0, 0, 0], 0).greatestName).toBe(9)
    expect(read([], 0).greatestName).toBe(0)
  })

  it('keeps sizes beyond 32 bits', () => {
    expect(read([1, 0, 1, 2 ** 33, 0, 0], 0).columns.shallowSize).toEqual(Float64Array.of(2 ** 33))
  })

  it('refuses a sum of edges that is right in 32 bits only', () => {
    const numbers = [1, 0, 1, 0, 2 ** 32 - 1, 0, 1, 0, 3, 0, 2, 0]
    expect(() => read(numbers, 1)).toThrow('the first 1 nodes have 4294967295 edges, expected 1 (edge_count)')
  })

  it('refuses what its columns have no room for', () => {
    expect(() => read([1, 0, 1, 0, 0, 256], 0)).toThrow('detachedness 256 of node 0, expected less than 256')
    expect(() => read([1, 0, 1, 2 ** 53, 0, 0], 0)).toThrow(
      'self_size 9007199254740992 of record 0 in "nodes", expected less than 2^53',
    )
  })

  it('refuses unknown types and a wrong sum of edges', () => {
    expect(() => read([2, 0, 1, 0, 0, 0], 0)).toThrow('type 2 of node 0, expected less than 2 (node_types)')
    expect(() => read([1, 0, 1, 0, 3, 0], 2)).toThrow(
      'the first 1 nodes have 3 edges, expected 2 (edge_count)',
    )
    expect(() => read([1, 0, 1, 0, 1, 0], 2)).toThrow('the nodes have 1 edges, expected 2 (edge_count)')
  })
})
