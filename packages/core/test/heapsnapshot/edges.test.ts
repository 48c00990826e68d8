import { describe, expect, it } from 'vitest'
import { ByteReader } from '../../src/heapsnapshot/byte-reader.ts'
import { readEdges } from '../../src/heapsnapshot/edges.ts'
import type { SnapshotHeader } from '../../src/heapsnapshot/header.ts'

const header = (edgeCount: number): SnapshotHeader => ({
  nodeCount: 3,
  edgeCount,
  node: { length: 7, type: 0, name: 1, id: 2, self_size: 3, edge_count: 4, detachedness: 5 },
  nodeTypeNames: ['hidden', 'object'],
  edge: { length: 3, type: 0, name_or_index: 1, to_node: 2 },
  edgeTypeNames: ['hidden', 'property', 'element', 'weak'],
  location: { length: 4, object_index: 0, script_id: 1, line: 2, column: 3 },
})
const read = (numbers: number[]) =>
  readEdges(new ByteReader([Buffer.from(JSON.stringify(numbers))]), header(numbers.length / 3))

describe('readEdges', () => {
  it('turns places into ordinals', () => {
    const { columns } = read([1, 4, 0, 2, 9, 7, 3, 1, 14])
    expect(columns).toEqual({
      edgeType: Uint8Array.of(1, 2, 3),
      edgeName: Uint32Array.of(4, 9, 1),
      edgeTo: Uint32Array.of(0, 1, 2),
    })
  })

  it('notes the greatest name, not the greatest index', () => {
    expect(read([1, 4, 0, 2, 900, 7, 0, 800, 7, 3, 6, 14]).greatestName).toBe(6)
  })

  it('refuses what is no type and no node', () => {
    expect(() => read([4, 0, 0])).toThrow('type 4 of edge 0, expected less than 4 (edge_types)')
    expect(() => read([1, 0, 0, 1, 0, 8])).toThrow(
      'to_node 8 of edge 1, expected a multiple of 7 (node_fields) below 21',
    )
    expect(() => read([1, 0, 21])).toThrow('to_node 21 of edge 0')
    expect(() => read([1, 0, 4294967296])).toThrow('to_node 4294967296 of record 0')
  })
})
