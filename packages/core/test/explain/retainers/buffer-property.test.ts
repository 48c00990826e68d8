import { expect, test } from 'vitest'
import { edgesOfLeak } from '../../fixtures/edges-of-leak.ts'

class Owner {
  readonly name = 'ada'
}

const buffers: (ArrayBuffer & Record<string, unknown>)[] = []

test('a property of a buffer has its name, whichever one it is', () => {
  const leak = () => {
    const buffer = new ArrayBuffer(8) as (typeof buffers)[number]
    Object.assign(buffer, { first: {}, second: new Owner() })
    buffers.push(buffer)
  }
  expect(edgesOfLeak(leak, Owner)).toContain('.second')
})

test('also after another one was deleted, when V8 keeps them in a table', () => {
  const leak = () => {
    const buffer = new ArrayBuffer(8) as (typeof buffers)[number]
    Object.assign(buffer, { first: {}, second: new Owner() })
    delete buffer.first
    buffers.push(buffer)
  }
  expect(edgesOfLeak(leak, Owner)).toContain('.second')
})
