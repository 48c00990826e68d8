import { expect, test } from 'vitest'
import { describeGrowth } from '../../src/check/growth-report.ts'
import type { LeakGroup } from '../../src/explain/leak-trace.ts'
import { SpanningTree } from '../../src/heap/spanning-tree.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const { heap, node, nodes } = graphFromText(`
  root -> list -[0]-> a, list -[1]-> b, list -[2]-> c, list -[3]-> old, root -> names
  a = object "Edit" 3:1:1; b = object "Edit" 3:1:1; c = object "Edit" 3:1:1; old = object "Edit" 3:1:1
  names = object "Array"`)
const growth = { heap, tree: new SpanningTree(heap), runs: 2, kinds: [] }
const kind = (members: string, outermost = members) => ({
  kind: 'Edit at 3:1:1',
  members: nodes(members),
  outermost: nodes(outermost),
})

/** A group that ends at a node. */
const group = (word: string, count: number): LeakGroup =>
  ({
    className: 'Edit',
    count,
    trace: { steps: [{ node: node(word) }] },
    otherTraces: [],
    advice: ['old'],
  }) as unknown as LeakGroup

test('counts what is new of a kind, and what was there', () => {
  expect(describeGrowth(growth, [kind('a b c')], [], [group('a', 3)])).toMatchObject({
    leakedCount: 3,
    liveBefore: 1,
    liveAfter: 4,
    headline: 'fn() leaves more behind with every run. 2 runs left 3 × Edit.',
  })
})

test('a way of holding that does not grow itself is left out', () => {
  const { groups, leakedCount } = describeGrowth(growth, [kind('a b c')], [], [group('a', 2), group('c', 1)])
  expect(groups.map(({ count }) => count)).toEqual([2])
  expect(leakedCount).toBe(2)
})

test('a list that is linked is told by its head, with the number of all', () => {
  const { groups, leakedCount } = describeGrowth(growth, [kind('a b c', 'c')], [], [group('c', 1)])
  expect(groups.map(({ count }) => count)).toEqual([3])
  expect(leakedCount).toBe(3)
})

test('a collection is told with the number of its new entries, and where they come in is where to cut', () => {
  const { headline, groups } = describeGrowth(
    growth,
    [],
    [{ node: node('names'), gained: 4 }],
    [group('names', 1)],
  )
  expect(headline).toBe('fn() leaves more behind with every run. 2 runs left 4 more entries in one Array.')
  expect(groups[0]).toMatchObject({
    count: 1,
    cut: {
      step: 0,
      sentence: 'what is entered into the Array (4 entries in 2 runs, and none was taken out)',
    },
    advice: ['Take out what is done with, or give the Array a limit.'],
  })
})
