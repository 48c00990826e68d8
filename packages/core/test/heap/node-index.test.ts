import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeNodeIndex, findNodes, NO_NODE } from '../../src/heap/node-index.ts'

describe('computeNodeIndex', () => {
  it('finds every id, and only these', () => {
    const id = fc.oneof(fc.nat({ max: 50 }), fc.integer({ min: 0, max: 0xffffffff }))
    fc.assert(
      fc.property(fc.array(id), fc.array(id), (ids, others) => {
        const index = computeNodeIndex(Uint32Array.from(ids))
        for (const one of [...ids, ...others]) expect(index.find(one)).toBe(ids.indexOf(one))
      }),
    )
  })

  it('names the first node whose id is taken', () => {
    expect(computeNodeIndex(Uint32Array.of(7, 3, 9, 3, 7)).twin).toBe(3)
    expect(computeNodeIndex(Uint32Array.of(7, 3, 9)).twin).toBe(NO_NODE)
  })

  it('finds ids as V8 gives them, and none where there are no nodes', () => {
    const ids = Uint32Array.from({ length: 200_000 }, (_, node) => 2 * node + 1)
    const index = computeNodeIndex(ids)
    expect(ids.every((id, node) => index.find(id) === node)).toBe(true)
    expect(index.find(2)).toBe(NO_NODE)
    expect(computeNodeIndex(new Uint32Array(0)).find(0)).toBe(NO_NODE)
  })
})

describe('findNodes', () => {
  it('finds what an index finds', () => {
    const id = fc.oneof(fc.nat({ max: 50 }), fc.integer({ min: 0, max: 0xffffffff }))
    fc.assert(
      fc.property(fc.array(id), fc.array(id), (ids, wanted) => {
        const found = findNodes(Uint32Array.from(ids), new Set(wanted))
        for (const one of wanted) expect(found.get(one) ?? NO_NODE).toBe(ids.indexOf(one))
        expect(found.size).toBe(new Set(wanted.filter((one) => ids.includes(one))).size)
      }),
    )
  })
})
