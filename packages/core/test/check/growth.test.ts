import { describe, expect, test } from 'vitest'
import { birthFacts, growthOf, wasThereBefore } from '../../src/check/growth.ts'
import type { Heap } from '../../src/heap/heap.ts'
import { NO_NODE } from '../../src/heap/node-index.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

/** A heap with an array of these edits, each with an id of its own: 100 and up. */
function heapWith(ids: readonly number[], more = ''): Heap {
  const held = ids.map((id, index) => `undo -[${index}]-> e${id}`)
  const edits = ids.map((id) => `e${id} = object "Edit" @${id} 3:10:5`)
  return graphFromText(
    ['root -> undo', 'undo = object "Array" @11', 'root = synthetic "" @1', ...held, ...edits, more].join(
      '\n',
    ),
  ).heap
}

const range = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)

const grown = (heap: Heap, intervals: Parameters<typeof growthOf>[1]) =>
  growthOf(heap, intervals, NO_NODE).kinds.map(({ kind, members }) => [kind, members.length])

describe('a kind grew if', () => {
  test('each interval left at least one for each of its runs', () => {
    const [a, b, c] = [range(100, 2), range(100, 5), range(100, 9)].map((ids) => heapWith(ids))
    const intervals = [
      { earlier: a, runs: 3 },
      { earlier: b, runs: 4 },
    ]
    expect(grown(c, intervals)).toEqual([['Edit at 3:10:5', 7]])
    expect(growthOf(c, intervals, NO_NODE).runs).toBe(7)
  })

  test('not if an interval left fewer', () => {
    const [a, b, c] = [range(100, 2), range(100, 5), range(100, 8)].map((ids) => heapWith(ids))
    expect(
      grown(c, [
        { earlier: a, runs: 3 },
        { earlier: b, runs: 4 },
      ]),
    ).toEqual([])
  })

  test('not if what the first interval left has gone meanwhile', () => {
    const [a, b, c] = [range(100, 2), range(100, 5), range(105, 6)].map((ids) => heapWith(ids))
    expect(
      grown(c, [
        { earlier: a, runs: 3 },
        { earlier: b, runs: 4 },
      ]),
    ).toEqual([])
  })

  test('not if as many went as came', () => {
    const [a, b] = [range(100, 5), range(103, 5)].map((ids) => heapWith(ids))
    expect(grown(b, [{ earlier: a, runs: 4 }])).toEqual([])
  })
})

describe('what takes the place of others', () => {
  const [a, b, c] = [range(100, 50), range(104, 50), range(112, 50)].map((ids) => heapWith(ids))
  const intervals = [
    { earlier: a, runs: 4 },
    { earlier: b, runs: 8 },
  ]

  test('in a cache that is full is no growth', () => {
    expect(grown(c, intervals)).toEqual([])
  })

  test('is told from a list that gets longer while others of the kind go', () => {
    const list = (count: number) => [
      'root -> list; list = object "Array" @21',
      ...range(200, count).map((id) => `list -[${id}]-> f${id}; f${id} = object "Edit" @${id} 3:10:5`),
    ]
    const [first, second, last] = [
      heapWith(range(100, 50), list(2).join('\n')),
      heapWith(range(104, 46), list(6).join('\n')),
      heapWith(range(112, 38), list(14).join('\n')),
    ]
    expect(
      grown(last, [
        { earlier: first, runs: 4 },
        { earlier: second, runs: 8 },
      ]),
    ).toEqual([['Edit at 3:10:5', 12]])
  })
})

describe('what is there, but', () => {
  const before = [{ earlier: heapWith([]), runs: 2 }]
  const edits = (...words: string[]) =>
    words.map((word, index) => `${word} = object "Edit" @${200 + index} 3:10:5`).join('; ')

  test('held by nothing, does not count', () => {
    expect(grown(heapWith([], `x ~> a, x ~> b; ${edits('a', 'b')}`), before)).toEqual([])
  })

  test('held only by what waits for the end of the job, does not count', () => {
    const heap = heapWith(
      [],
      `root -[1]-> gc -[2]-> strong -weak_refs_keep_during_job-> set -[0]-> a, set -[1]-> b
       gc = synthetic "(GC roots)" @21; strong = synthetic "(Strong root list)" @23; ${edits('a', 'b')}`,
    )
    expect(grown(heap, before)).toEqual([])
  })

  test("held only by Node's queue of ticks, does not count", () => {
    const heap = heapWith(
      [],
      `root -> scope -context:queue-> queue -list-> list -[0]-> a, list -[1]-> b, root -> queue
       scope = object "system / Context"; queue = object "FixedQueue"; ${edits('a', 'b')}`,
    )
    expect(grown(heap, before)).toEqual([])
  })

  test('held only for its finalizer, does not count', () => {
    const cells = ['c', 'd'].map((cell, index) => `list -[${index}]-> ${cell}`).join(', ')
    const text = (targets: string) => `
      root -> list, ${cells}, c -hidden:1-> a, d -hidden:1-> b ${targets}
      c = hidden "system / WeakCell"; d = hidden "system / WeakCell"; ${edits('a', 'b')}`
    expect(grown(heapWith([], text('')), before)).toEqual([])
    const alive = text(', root -> t, c ~target~> t, d ~target~> t')
    expect(grown(heapWith([], alive), before)).toEqual([['Edit at 3:10:5', 2]])
  })

  test("V8's pattern of an object literal, does not count", () => {
    const heap = heapWith(
      [],
      `root -> site -[0]-> a, site -[1]-> b; site = hidden "system / AllocationSite"; ${edits('a', 'b')}`,
    )
    expect(grown(heap, before)).toEqual([])
  })

  test('held only by toleak, does not count', () => {
    const { heap, node } = graphFromText(
      `root -> own -[0]-> a, own -[1]-> b; own = object "Anchor_1" @31; ${edits('a', 'b')}`,
    )
    expect(growthOf(heap, before, node('own')).kinds).toEqual([])
    expect(growthOf(heap, before, NO_NODE).kinds).toHaveLength(1)
  })

  test("of toleak's own data, does not count, though the engine has a hand on it", () => {
    const { heap, node } = graphFromText(
      `root -> own -heaps-> list -[0]-> a -columns-> b, root -> a, root -> b
       own = object "Anchor_1" @31; list = object "Array" @32; ${edits('a', 'b')}`,
    )
    expect(growthOf(heap, before, node('own')).kinds).toEqual([])
  })

  test("does count, if toleak's data leads there by a class alone", () => {
    const { heap, node } = graphFromText(
      `root -> own -__proto__-> base -cache-> a, base -list-> b, root -> base
       own = object "Anchor_1" @31; base = object "Object" @32; ${edits('a', 'b')}`,
    )
    expect(growthOf(heap, before, node('own')).kinds).toHaveLength(1)
  })
})

test('what is not in the first of the snapshots was born since, and the ends of the prototype chains are known', () => {
  const earlier = heapWith([100])
  const { heap, node } = graphFromText(`
    root -> old -__proto__-> Edit -__proto__-> top, root -> young -__proto__-> Edit
    root = synthetic "" @1; old = object "Edit" @100; young = object "Edit" @400; Edit = object "Object" @11; top = object "Object" @500`)
  const isBorn = (at: number) => !wasThereBefore(heap, [{ earlier, runs: 1 }], at)
  const facts = birthFacts(heap, isBorn)
  expect([...facts.born].sort()).toEqual([node('top'), node('young')].sort())
  expect([...facts.roots]).toEqual([node('top')])
})
