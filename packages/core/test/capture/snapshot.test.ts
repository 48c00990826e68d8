import { expect, test } from 'vitest'
import { takeSnapshot } from '../../src/capture/snapshot.ts'

test('is a whole snapshot of this isolate, taken before it returns', () => {
  class OnlyHere {}
  const held = new OnlyHere()
  const text = Buffer.concat(takeSnapshot()).toString()
  const { snapshot, nodes, strings } = JSON.parse(text) as {
    snapshot: { meta: { node_fields: string[] }; node_count: number }
    nodes: number[]
    strings: string[]
  }
  expect(nodes).toHaveLength(snapshot.node_count * snapshot.meta.node_fields.length)
  expect(strings).toContain('OnlyHere')
  expect(held).toBeDefined()
})
