import { expect, test } from 'vitest'
import type { AssertionHost } from '../../src/check/assertion-host.ts'
import { checkCollected } from '../../src/check/check-collected.ts'
import { InvalidInputError } from '../../src/errors.ts'

class Socket {
  readonly port = 80
}

const plain: AssertionHost = { negated: false }
const negated: AssertionHost = { negated: true }
const quiet = { artifacts: false } as const
const kept: Socket[] = []

test('what nothing holds goes', async () => {
  const result = await checkCollected(new WeakRef(new Socket()), quiet, plain)
  expect(result.pass).toBe(true)
})

test('what goes only after some turns goes', async () => {
  const ref = (() => {
    const socket = new Socket()
    setTimeout(() => socket.port, 5)
    return new WeakRef(socket)
  })()
  expect((await checkCollected(ref, quiet, plain)).pass).toBe(true)
})

test('what is held stays, and the message says why', async () => {
  const socket = new Socket()
  kept.push(socket)
  const result = await checkCollected(new WeakRef(socket), quiet, plain)
  expect(result.pass).toBe(false)
  expect(result.message()).toMatch(
    /^expect\(weakRef\)\.toBeCollected\(\)\n\nThe Socket is still alive\.[^]+variable `kept`/,
  )
  expect(result.message()).not.toContain('born in')
})

test('what only a variable of the test holds is said to be held by it', async () => {
  const socket = new Socket()
  const result = await checkCollected(new WeakRef(socket), quiet, { ...plain, testName: 'opens' })
  expect(result.message()).toMatch(/GC root: running test "opens"\s+│ local variable `socket`/)
  expect(socket.port).toBe(80)
})

test('.not: what stays passes, what goes fails', async () => {
  expect((await checkCollected(new WeakRef(kept), quiet, negated)).pass).toBe(false)
  const gone = await checkCollected(new WeakRef({}), quiet, negated)
  expect(gone.pass).toBe(true)
  expect(gone.message()).toBe('expect(weakRef).not.toBeCollected()\n\nThe Object was collected.')
})

test.each([['text'], [17], [17n], [true], [null], [undefined], [{}], [new Socket()]])(
  'pitfall 39: primitives have no identity: %o is refused, as is all but a WeakRef',
  async (received) => {
    await expect(checkCollected(received, quiet, plain)).rejects.toThrow(InvalidInputError)
    await expect(checkCollected(received, quiet, plain)).rejects.toThrow(
      /^Cannot look whether it is collected: expect\(\) was given .*, expected a WeakRef\./,
    )
  },
)
