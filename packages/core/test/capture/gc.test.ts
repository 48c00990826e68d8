import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.doUnmock('node:vm')
  vi.resetModules()
})

test('collects what nothing holds, without a flag', async () => {
  const { collectGarbage } = await import('../../src/capture/gc.ts')
  const ref = new WeakRef({})
  // a WeakRef keeps its target to the end of the job
  await new Promise((resolve) => setImmediate(resolve))
  collectGarbage()
  expect(ref.deref()).toBeUndefined()
})

test('leaves no gc in realms made later', async () => {
  const { collectGarbage } = await import('../../src/capture/gc.ts')
  collectGarbage()
  const { runInNewContext } = await import('node:vm')
  expect(runInNewContext('typeof gc')).toBe('undefined')
})

test('is an error where V8 hands out no gc', async () => {
  Reflect.deleteProperty(process.getBuiltinModule('node:v8'), '__toleak_gc__')
  vi.doMock('node:vm', () => ({
    createContext: () => ({}),
    runInContext: () => undefined,
    runInThisContext: () => ({}),
  }))
  const { collectGarbage } = await import('../../src/capture/gc.ts')
  expect(() => collectGarbage()).toThrow(
    /Cannot collect garbage: a new realm has undefined as gc, expected a function/,
  )
})
