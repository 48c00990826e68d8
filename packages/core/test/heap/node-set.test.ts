import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NodeSet } from '../../src/heap/node-set.ts'

describe('NodeSet', () => {
  const nodeCount = 100
  const anyNodes = fc.array(fc.nat({ max: nodeCount - 1 }))

  it('does what a Set does', () => {
    const anyStep = fc.record({ node: fc.nat({ max: nodeCount - 1 }), isAdded: fc.boolean() })
    fc.assert(
      fc.property(fc.array(anyStep), (steps) => {
        const model = new Set<number>()
        const set = new NodeSet(nodeCount)
        for (const { node, isAdded } of steps) {
          if (isAdded) expect(set.add(node)).toBe(!model.has(node))
          else expect(set.delete(node)).toBe(model.has(node))
          if (isAdded) model.add(node)
          else model.delete(node)
        }
        expect(set.size).toBe(model.size)
        expect([...set]).toEqual([...model].sort((a, b) => a - b))
        for (let node = 0; node < nodeCount; node++) expect(set.has(node)).toBe(model.has(node))
      }),
    )
  })

  it('combines as sets do, into a new one', () => {
    fc.assert(
      fc.property(anyNodes, anyNodes, (mine, others) => {
        const [a, b] = [NodeSet.from(nodeCount, mine), NodeSet.from(nodeCount, others)]
        const all = [...Array(nodeCount).keys()]
        const check = (set: NodeSet, members: number[]) => {
          expect([...set]).toEqual(members)
          expect(set.size).toBe(members.length)
        }
        check(
          a.union(b),
          all.filter((n) => mine.includes(n) || others.includes(n)),
        )
        check(
          a.intersect(b),
          all.filter((n) => mine.includes(n) && others.includes(n)),
        )
        check(
          a.minus(b),
          all.filter((n) => mine.includes(n) && !others.includes(n)),
        )
        check(
          a,
          all.filter((n) => mine.includes(n)),
        )
      }),
    )
  })

  it('holds the first and the last node', () => {
    const set = NodeSet.from(64, [63, 0, 31, 32])
    expect([...set]).toEqual([0, 31, 32, 63])
    expect([...new NodeSet(0)]).toEqual([])
  })
})
