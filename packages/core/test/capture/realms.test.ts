import { createContext } from 'node:vm'
import { expect, test } from 'vitest'
import { collectGarbage } from '../../src/capture/gc.ts'
import { withInspector } from '../../src/capture/inspector.ts'
import { listRealms } from '../../src/capture/realms.ts'

const namesOfRealms = () => withInspector('list realms', listRealms).map(({ name }) => name)

test('lists vm contexts beside the main realm', () => {
  const before = namesOfRealms().length
  const context = createContext({}, { name: 'my sandbox' })
  expect(namesOfRealms()).toContain('my sandbox')
  expect(namesOfRealms()).toHaveLength(before + 1)
  expect(context).toBeDefined()
})

test('leaves out the realm that lends us its gc', async () => {
  collectGarbage()
  // the sandbox above may have died by it
  await new Promise((resolve) => setImmediate(resolve))
  expect(namesOfRealms().filter((name) => name.includes('gc'))).toEqual([])
})
