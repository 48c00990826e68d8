import { expect, test } from 'vitest'
import { countBy } from '../../src/graph/count-by.ts'

test('classes come most frequent first, equal counts in order of appearance', () => {
  const counts = countBy(['x', 'b', 'a', 'b', 'c', 'a', 'b'], (item) => item)
  expect([...counts]).toEqual([
    ['b', 3],
    ['a', 2],
    ['x', 1],
    ['c', 1],
  ])
})

test('an item of class undefined is not counted, one of class null or 0 is', () => {
  const classes = new Map([
    ['a', undefined],
    ['b', null],
    ['c', 0],
  ])
  expect([...countBy(['a', 'b', 'c'], (item) => classes.get(item))]).toEqual([
    [null, 1],
    [0, 1],
  ])
})

test('classes are told apart by identity', () => {
  const [one, other] = [{}, {}]
  expect(countBy([one, other, one], (item) => item).get(one)).toBe(2)
})

test('nothing gives no counts', () => {
  expect(countBy([], () => 'x').size).toBe(0)
})
