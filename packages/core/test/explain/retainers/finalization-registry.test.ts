import { expect, test } from 'vitest'
import { findLeaks } from '../../../src/check/find-leaks.ts'

class Handle {
  readonly descriptor = 4
}

const cleanup = new FinalizationRegistry<unknown>(() => undefined)
const files = [{ path: 'a.txt' }, { path: 'b.txt' }, { path: 'c.txt' }]

test('a held value is one, wherever it stands in the chain of registrations', () => {
  const registerAll = () => {
    files.forEach((file) => cleanup.register(file, new Handle(), file))
  }
  const { groups, leakedCount } = findLeaks(registerAll, Handle)
  expect(leakedCount).toBe(3)
  expect(groups).toHaveLength(1)
  expect(groups[0].trace.steps.map(({ edge }) => edge)).toEqual(['variable `cleanup`', 'held value'])
  expect(groups[0].trace.steps[0].label).toBe('FinalizationRegistry')
  files.forEach((file) => cleanup.unregister(file))
})

test('a registered object itself is not held', () => {
  expect(findLeaks(() => cleanup.register(new Handle(), 'closed'), Handle).leakedCount).toBe(0)
})

test("the registry's callback is another reference", () => {
  const registries: unknown[] = []
  const callbackFor = (handle: Handle) => () => void handle.descriptor
  const register = () => void registries.push(new FinalizationRegistry(callbackFor(new Handle())))
  const edges = findLeaks(register, Handle).groups[0].trace.steps.map(({ edge }) => edge)
  expect(edges).toContain('cleanup callback')
  expect(registries).toHaveLength(1)
})
