import { expect, test } from 'vitest'
import { collectionSize } from '../../src/explain/collection-size.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

test('an array is as long as its last element says', () => {
  const { heap, node } = graphFromText('root -> a -[0]-> x, a -[4]-> y, a = object "Array"')
  expect(collectionSize(heap, node('a'))).toBe(5)
})

test('an array with a store but without edges is one of numbers, of unknown length', () => {
  const { heap, node } = graphFromText(
    'root -> a -internal:elements-> store, a = object "Array"; root -> b, b = object "Array"',
  )
  expect(collectionSize(heap, node('a'))).toBeUndefined()
  expect(collectionSize(heap, node('b'))).toBe(0)
})

test('a Map has as many entries as slots of its table that are in use', () => {
  // 3 numbers, 2 buckets, room for 4 entries of 3 slots: 17 words and 2 of header
  const text = (
    bytes: number,
  ) => `root -> m -internal:table-> t -internal:5-> k, t -internal:6-> v, t -internal:9-> w
    m = object "Map"; t = array "" ${bytes}B`
  const { heap, node } = graphFromText(text(152))
  expect(collectionSize(heap, node('m'))).toBe(2)
  const odd = graphFromText(text(150))
  expect(collectionSize(odd.heap, odd.node('m'))).toBeUndefined()
})

test('other objects have no size', () => {
  const { heap, node } = graphFromText('root -> a, a = object "Session"; root -> f, f = closure "Map"')
  expect(collectionSize(heap, node('a'))).toBeUndefined()
  expect(collectionSize(heap, node('f'))).toBeUndefined()
})
