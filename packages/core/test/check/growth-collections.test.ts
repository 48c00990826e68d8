import { expect, test } from 'vitest'
import { longerCollections } from '../../src/check/growth-collections.ts'
import { SpanningTree } from '../../src/heap/spanning-tree.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

/** An array of texts and a Map with texts as keys, each with so many. */
function heapWith(elements: number, keys: number, more = '') {
  const lines = ['root -> names', 'root -> map -internal:table-> table', 'root = synthetic "" @1']
  for (let index = 0; index < elements; index++) lines.push(`names -[${index}]-> s${index}`)
  for (let index = 0; index < keys; index++) lines.push(`table -internal:${10 + index * 3}-> k${index}`)
  for (let index = 0; index < elements; index++) lines.push(`s${index} = string "s" @${1000 + 2 * index}`)
  for (let index = 0; index < keys; index++) lines.push(`k${index} = string "k" @${3000 + 2 * index}`)
  lines.push('names = object "Array" @11', 'map = object "Map" @13', 'table = array "" @15', more)
  return graphFromText(lines.join('\n'))
}

function longer(counts: readonly (readonly [number, number])[], runs: readonly number[], told = () => false) {
  const heaps = counts.map(([elements, keys]) => heapWith(elements, keys))
  const { heap, words } = heaps[heaps.length - 1]
  const intervals = runs.map((times, index) => ({ earlier: heaps[index].heap, runs: times }))
  const all = { heap, tree: new SpanningTree(heap), runs: runs.reduce((sum, times) => sum + times, 0) }
  return longerCollections(all, intervals, told).map(({ node, gained }) => [
    ...words([node]).split(' '),
    gained,
  ])
}

test('arrays and Maps with as many more entries as runs, in each interval, got longer', () => {
  const counts = [
    [1, 2],
    [4, 5],
    [8, 9],
  ] as const
  expect(longer(counts, [3, 4])).toEqual([
    ['names', 7],
    ['map', 7],
  ])
})

test('one that grew in one interval only did not', () => {
  const counts = [
    [1, 20],
    [21, 23],
    [21, 27],
  ] as const
  expect(longer(counts, [3, 4])).toEqual([['map', 7]])
})

test('entries that are told already are no reason to tell the collection', () => {
  const counts = [
    [1, 1],
    [9, 1],
  ] as const
  expect(longer(counts, [3])).toEqual([['names', 8]])
  expect(longer(counts, [3], () => true)).toEqual([])
})

test('holes and what is deleted are no entries', () => {
  const holes = Array.from({ length: 9 }, (_, index) => `names -[${index}]-> hole`).join(', ')
  const earlier = heapWith(0, 0).heap
  const { heap } = heapWith(0, 0, `${holes}; hole = hidden "system / Hole"`)
  const all = { heap, tree: new SpanningTree(heap), runs: 3 }
  expect(longerCollections(all, [{ earlier, runs: 3 }], () => false)).toEqual([])
})
