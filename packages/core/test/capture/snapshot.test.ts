import { expect, test } from 'vitest'
import { takeSnapshot } from '../../src/capture/snapshot.ts'

test('is a whole snapshot of this isolate, taken before it returns', () => {
  class OnlyHere {}
  const held = new OnlyHere()
  const text = Buffer.concat([...takeSnapshot()]).toString()
  const { snapshot, nodes, strings } = JSON.parse(text) as {
    snapshot: { meta: { node_fields: string[] }; node_count: number }
    nodes: number[]
    strings: string[]
  }
  expect(nodes).toHaveLength(snapshot.node_count * snapshot.meta.node_fields.length)
  expect(strings).toContain('OnlyHere')
  expect(held).toBeDefined()
})

test('comes in the pieces that V8 wrote, none of them copied together', () => {
  const sizes = Array.from(takeSnapshot(), ({ byteLength }) => byteLength)
  expect(sizes.length).toBeGreaterThan(20)
  expect(new Set(sizes.slice(0, -1))).toEqual(new Set([65_536]))
})
