import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Network } from '../../src/heap/min-cut.ts'
import { minimumCut } from '../../src/heap/min-cut.ts'

/** `[from, to, capacity]`; 0 is the source, 1 the sink. */
function network(nodeCount: number, arcs: readonly (readonly [number, number, number])[]): Network {
  return {
    nodeCount,
    from: arcs.map(([from]) => from),
    to: arcs.map(([, to]) => to),
    capacity: arcs.map(([, , capacity]) => capacity),
  }
}

function isCut({ from, to }: Network, cut: ReadonlySet<number>): boolean {
  const reached = new Set([0])
  for (const node of reached)
    from.forEach((start, arc) => {
      if (start === node && !cut.has(arc)) reached.add(to[arc])
    })
  return !reached.has(1)
}

const price = ({ capacity }: Network, arcs: Iterable<number>) =>
  [...arcs].reduce((sum, arc) => sum + capacity[arc], 0)

test('is the cheaper of two arcs in a row', () => {
  expect(minimumCut(network(3, [[0, 2, 3], [2, 1, 2]]))).toEqual([1]) // prettier-ignore
})

test('is the one nearest to the source among equals', () => {
  expect(minimumCut(network(4, [[0, 2, 1], [2, 3, 1], [3, 1, 1]]))).toEqual([0]) // prettier-ignore
})

test('is one arc of each of two ways, or the one that both share', () => {
  const apart = network(4, [[0, 2, 1], [2, 1, 1], [0, 3, 1], [3, 1, 1]]) // prettier-ignore
  expect(minimumCut(apart)).toEqual([0, 2])
  const joined = network(5, [[0, 2, 1], [2, 4, 1], [0, 3, 1], [3, 4, 1], [4, 1, 1]]) // prettier-ignore
  expect(minimumCut(joined)).toEqual([4])
})

test('is empty when nothing leads to the sink, and undefined when nothing may be cut', () => {
  expect(minimumCut(network(3, [[0, 2, 1]]))).toEqual([])
  expect(minimumCut(network(2, [[0, 1, Infinity]]))).toBeUndefined()
})

test('is a cut, and no set of arcs is a cheaper one', () => {
  const arc = fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 4 }))
  fc.assert(
    fc.property(fc.array(arc, { maxLength: 10 }), (arcs) => {
      const drawn = network(6, arcs)
      const found = minimumCut(drawn) as number[]
      expect(isCut(drawn, new Set(found))).toBe(true)
      const cheapest = Math.min(
        ...Array.from({ length: 2 ** arcs.length }, (_, bits) =>
          arcs.map((_arc, index) => index).filter((index) => (bits >> index) & 1),
        )
          .filter((cut) => isCut(drawn, new Set(cut)))
          .map((cut) => price(drawn, cut)),
      )
      expect(price(drawn, found)).toBe(cheapest)
    }),
    { numRuns: 200 },
  )
})

test('takes a long chain and a wide fan', () => {
  const long = Array.from({ length: 50_000 }, (_, at) => [at === 0 ? 0 : at + 1, at + 2, 2] as const)
  expect(minimumCut(network(50_003, [...long, [50_001, 1, 1]]))).toEqual([50_000])
  const wide = Array.from({ length: 5_000 }, (_, at) => [
    [0, 2, 10_000],
    [2, at + 3, 1],
    [at + 3, 1, Infinity],
  ]).flat() as [number, number, number][]
  expect(minimumCut(network(5_003, wide.slice(0, 3 * 4_000)))).toHaveLength(4_000)
})
