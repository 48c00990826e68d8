import { expect, test } from 'vitest'
import { runBody } from '../../src/check/run-body.ts'

test('a sync body is done when it returns', () => {
  expect(runBody(() => 5)).toBeUndefined()
})

test('an async body gives a promise of its end, without its value', async () => {
  expect(await runBody(() => Promise.resolve({ big: true }))).toBeUndefined()
})

test('any thenable is async', async () => {
  const thenable = { then: (resolve: (value: number) => void) => resolve(1) }
  expect(await runBody(() => thenable)).toBeUndefined()
})

test('the body fails with its own error', async () => {
  const mine = new Error('mine')
  expect(() =>
    runBody(() => {
      throw mine
    }),
  ).toThrow(mine)
  await expect(runBody(() => Promise.reject(mine))).rejects.toBe(mine)
})
