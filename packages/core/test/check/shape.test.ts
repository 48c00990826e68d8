import { expect, test } from 'vitest'
import type { LeakShape } from '../../src/check/shape.ts'
import { kindOf, shapeOf } from '../../src/check/shape.ts'

test.each<[counts: number[], shape: LeakShape]>([
  [[0, 0, 0], 'clean'],
  [[1, 1, 1], 'one-off'],
  [[7, 7], 'one-off'],
  [[1, 2, 3], '1 per run'],
  [[1, 2], '1 per run'],
  [[12, 24, 36], '12 per run'],
  // what the first run leaves beyond the others is a cache
  [[5, 6, 7, 8], '1 per run'],
  [[0, 1, 2, 3], '1 per run'],
  [[1, 2, 3, 3, 3], 'bounded'],
  [[1, 2, 3, 2, 2], 'bounded'],
  [[1, 2, 2], 'bounded'],
  [[0, 1], '1 per run'],
  [[1, 2, 4, 5], 'irregular'],
  [[1, 2, 2, 3], 'irregular'],
  [[1, 1, 1, 2], 'irregular'],
  // one quiet run of six may be chance
  [[1, 2, 3, 4, 5, 5], 'irregular'],
])('survivors after each run: %j → %s', (counts, shape) => {
  expect(shapeOf(counts)).toBe(shape)
})

test('what went while the body settled is late', () => {
  expect(shapeOf([0, 0], 2)).toBe('settles late')
  expect(shapeOf([1, 2], 2)).toBe('1 per run')
})

test('a shape has a kind', () => {
  expect(kindOf('3 per run')).toBe('per run')
  expect(kindOf('bounded')).toBe('bounded')
})
