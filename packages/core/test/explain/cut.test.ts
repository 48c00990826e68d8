import fc from 'fast-check'
import { expect, test } from 'vitest'
import { birthsOf, UNKNOWN_BIRTHS } from '../../src/explain/births.ts'
import { findCut } from '../../src/explain/cut.ts'
import { edgeCostIn } from '../../src/explain/edge-cost.ts'
import { SpanningTree } from '../../src/heap/spanning-tree.ts'
import { reachable } from '../../src/heap/traversal.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

/** The cut as `holder -> held`; what is not `born` was there before. */
function cutOf(text: string, survivors: string, born?: string) {
  const { heap, nodes, words } = graphFromText(text)
  const cut = findCut(
    {
      heap,
      edgeCost: edgeCostIn(heap),
      beginnings: new Map(),
      births:
        born === undefined
          ? UNKNOWN_BIRTHS
          : birthsOf(heap, { born: nodes(`${born} ${survivors}`), roots: nodes('base') }),
      tree: new SpanningTree(heap),
    },
    nodes(survivors),
  )
  return cut?.references.map(([edge]) => words([heap.edgeFrom(edge), heap.edgeTo(edge)]))
}

/** All these were there before. */
const old = (words: string) => words.split(' ').map((word) => `${word} -__proto__-> base`).join(', ') // prettier-ignore

test('leads from what was there before to what the body made', () => {
  const text = `root -> bus -> listener -> job, ${old('bus')}`
  expect(cutOf(text, 'job', 'listener')).toEqual(['bus listener'])
})

test('is further on when fewer references do it there', () => {
  const text = `root -> bus -tick-> listener -> job, bus -tock-> listener, ${old('bus')}`
  expect(cutOf(text, 'job', 'listener')).toEqual(['listener job'])
})

test('is never among what was there before', () => {
  const text = `root -> bus -tick-> job, bus -tock-> job, ${old('bus')}`
  expect(cutOf(text, 'job', '')).toEqual(['bus job', 'bus job'])
})

test('takes several references when there are several ways', () => {
  const text = `root -> bus -> listener -> job, root -> cache -> job, ${old('bus cache')}`
  expect(cutOf(text, 'job', 'listener')).toEqual(['cache job', 'bus listener'])
})

test('takes what is unknown, and held only by what the body made, for made by it', () => {
  const text = `root -> timers -a-> timer, timers -b-> timer, timer -> tick -> setter -> job, ${old('timers')}`
  expect(cutOf(text, 'job', 'timer tick')).toEqual(['timer tick'])
})

test('but not what something older leads to, through whatever is unknown', () => {
  expect(cutOf(`root -> bus -> socket -> wrapper -> job, ${old('bus')}`, 'job', '')).toEqual(['wrapper job'])
})

test('frees all survivors of a group', () => {
  const text = `root -> pool -> list -[0]-> a, list -[1]-> b, ${old('pool')}`
  expect(cutOf(text, 'a b', 'list')).toEqual(['pool list'])
  expect(cutOf(`${text}, list -__proto__-> base`, 'a b', '')).toEqual(['list a', 'list b'])
})

test("counts the engine's own store of an array as the array's reference", () => {
  const text = `root -> list -[0]-> a, list -internal:elements-> store -internal:0-> a, ${old('list')}
                store = array "(object elements)"`
  expect(cutOf(text, 'a', '')).toEqual(['list a'])
})

test('passes through a WeakMap by the key', () => {
  const text = `root -> key, root -> map -internal:table-> table, key & table => value, ${old('key map')}`
  expect(cutOf(text, 'value', '')).toEqual(['key value'])
})

test('of a WeakMap that what the body made holds itself, its table decides, not a key that is held elsewhere', () => {
  const text = `root -> panel -> tree -internal:table-> table, panel -> button, root -> selectors -> query
                query & table => list, list -> button, ${old('root selectors')}
                ${['panel', 'tree', 'query', 'list', 'button'].map((word) => `${word} -__proto__-> base`).join(', ')}`
  expect(cutOf(text, 'button', 'panel tree query list')).toEqual(['root panel'])
})

test('does without births', () => {
  expect(cutOf('root -> a -> b, root -> c -> b', 'b')).toEqual(['root a', 'root c'])
})

test('is none when nothing keeps the survivor alive', () => {
  expect(cutOf('root -> a, b -> c', 'c')).toBeUndefined()
})

test('leaves no survivor alive, and no smaller set of references does as much', () => {
  const references = fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(5)), {
    maxLength: 8,
    selector: ([from, to]) => `${from} ${to}`,
  })
  fc.assert(
    fc.property(references, (drawn) => {
      const text = ['root -> n0', ...drawn.map(([from, to]) => `n${from} -> n${to}`), 'x -> n5'].join('\n')
      const { heap, node } = graphFromText(text)
      const survivor = node('n5')
      const cut = findCut(
        {
          heap,
          edgeCost: edgeCostIn(heap),
          beginnings: new Map(),
          births: UNKNOWN_BIRTHS,
          tree: new SpanningTree(heap),
        },
        [survivor],
      )
      if (!reachable(heap).has(survivor)) {
        expect(cut).toBeUndefined()
        return
      }
      const frees = (edges: ReadonlySet<number>) =>
        !reachable(heap, { excludeEdge: (edge) => edges.has(edge) }).has(survivor)
      expect(frees(cut?.edges ?? new Set())).toBe(true)
      const size = cut?.references.length ?? 0
      const edges = [...Array(heap.edgeCount).keys()]
      const smaller = Array.from({ length: 2 ** edges.length }, (_, bits) =>
        edges.filter((edge) => (bits >> edge) & 1),
      ).filter((set) => set.length < size)
      expect(smaller.some((set) => frees(new Set(set)))).toBe(false)
    }),
    { numRuns: 25 },
  )
})
