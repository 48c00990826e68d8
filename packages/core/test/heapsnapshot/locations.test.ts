import { describe, expect, it } from 'vitest'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { writeSnapshot } from '../fixtures/snapshot-writer.ts'

const without = writeSnapshot({ nodes: Array.from({ length: 3000 }, () => ({})), edges: [] })
const withLocations = (numbers: number[]) =>
  parseSnapshot([
    Buffer.from(Buffer.from(without).toString().replace('"locations":[]', `"locations":[${numbers}]`)),
  ]).locations

describe('readLocations', () => {
  it('sorts by node what V8 writes in no order, over batches', () => {
    const nodes = Array.from({ length: 2500 }, (_, i) => (i * 1009) % 2503)
    const locations = withLocations(nodes.flatMap((node) => [node * 6, node + 1, -node, node % 80]))
    const sorted = [...nodes].sort((a, b) => a - b)
    expect(locations).toEqual({
      count: 2500,
      node: Uint32Array.from(sorted),
      scriptId: Uint32Array.from(sorted, (node) => node + 1),
      line: Int32Array.from(sorted, (node) => -node),
      column: Int32Array.from(sorted, (node) => node % 80),
    })
  })

  it('keeps the order of two for one node', () => {
    expect([...withLocations([12, 1, 5, 0, 6, 1, 1, 0, 12, 1, 3, 0]).line]).toEqual([1, 5, 3])
  })

  it('reads what stands before the beginning of its script, as Node 20 writes it', () => {
    const { line, column } = withLocations([6, 1, 0, 2 ** 32 - 196])
    expect([line[0], column[0]]).toEqual([0, -196])
  })

  it('refuses numbers that would become others', () => {
    expect(() => withLocations([6, -1, 0, 0])).toThrow('script_id -1 of location 0, expected none below 0')
    expect(() => withLocations([-6, 1, 0, 0])).toThrow('expected a multiple of 6 (node_fields) below 18000')
    const wide = 'line 4294967296 of record 0 in "locations", expected a number of 32 bits'
    expect(() => withLocations([6, 1, 2 ** 32, 0])).toThrow(wide)
    expect(() => withLocations([6, 1, 0, -(2 ** 32) - 1])).toThrow('column -4294967297 of record 0')
  })

  it('reads a full batch and none', () => {
    expect(withLocations(Array.from({ length: 512 }, (_, i) => [i * 6, 0, i, 0]).flat()).count).toBe(512)
    expect(withLocations([]).count).toBe(0)
  })
})
