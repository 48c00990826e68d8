import fc from 'fast-check'
import { expect, it } from 'vitest'
import { computeDominated } from '../../src/heap/dominated.ts'
import { anyGraph, heapOf } from '../oracles/plain-graph.ts'

it('has each reachable node but the root once, below its immediate dominator', () => {
  fc.assert(
    fc.property(anyGraph(), (graph) => {
      const { dominators, nodeCount, root } = heapOf(graph).heap
      const { firstDominated, dominated } = computeDominated(dominators)
      const found = new Map<number, number>()
      for (let node = 0; node < nodeCount; node++)
        for (const below of dominated.subarray(firstDominated[node], firstDominated[node + 1])) {
          expect(found.has(below)).toBe(false)
          found.set(below, node)
        }
      const wanted = [...dominators.preorder].filter((node) => node !== root)
      expect([...found.keys()].sort()).toEqual(wanted.sort())
      for (const [below, node] of found) expect(dominators.immediateDominator[below]).toBe(node)
    }),
  )
})
