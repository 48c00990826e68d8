import { expect, test, vi } from 'vitest'
import { settle } from '../../src/check/settle.ts'

const held: object[] = []

function dropped(): WeakRef<object> {
  return new WeakRef({})
}

test('ends with nothing left when all go', async () => {
  expect(await settle([dropped(), dropped()], 1000)).toBe(0)
})

test('ends with what stays, long before the limit', async () => {
  held.push({})
  const start = performance.now()
  expect(await settle([new WeakRef(held[0]), dropped()], 60_000)).toBe(1)
  expect(performance.now() - start).toBeLessThan(10_000)
})

test('waits for what goes late', async () => {
  const late: object[] = [{}]
  const ref = new WeakRef(late[0])
  setTimeout(() => late.pop(), 3)
  expect(await settle([ref], 1000)).toBe(0)
})

test('does not wait on the clock of the test', async () => {
  vi.useFakeTimers()
  try {
    held.push({})
    expect(await settle([new WeakRef(held.at(-1) as object)], 1000)).toBe(1)
  } finally {
    vi.useRealTimers()
  }
})
