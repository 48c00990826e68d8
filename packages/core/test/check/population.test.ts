import { expect, test } from 'vitest'
import { collectGarbage } from '../../src/capture/gc.ts'
import { Population, SECTION } from '../../src/check/population.ts'

test('knows what was added to it, in whatever order it is asked', () => {
  const added = Array.from({ length: 3 * SECTION + 1 }, (_, index) => ({ index }))
  const others = Array.from({ length: 10 }, (_, index) => ({ index }))
  const population = new Population()
  for (const object of added) population.add(object)
  for (const asked of [added, added.toReversed(), added.filter(({ index }) => index % SECTION === 5)])
    expect(asked.every((object) => population.has(object))).toBe(true)
  expect(others.some((object) => population.has(object))).toBe(false)
})

test('knows nothing when nothing was added', () => {
  expect(new Population().has({})).toBe(false)
})

test('keeps nothing alive', async () => {
  const population = new Population()
  const refs: WeakRef<object>[] = []
  const fill = () => {
    for (let index = 0; index < 10; index++) {
      const object = { index }
      population.add(object)
      refs.push(new WeakRef(object))
    }
  }
  fill()
  await new Promise((resolve) => setImmediate(resolve))
  collectGarbage()
  expect(refs.map((ref) => ref.deref())).toEqual(refs.map(() => undefined))
  expect(population.has({})).toBe(false)
})
