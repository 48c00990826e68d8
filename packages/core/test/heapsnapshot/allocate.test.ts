import { expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { allocate } from '../../src/heapsnapshot/allocate.ts'
import type { SnapshotHeader } from '../../src/heapsnapshot/header.ts'

it('says what there is no room for', () => {
  const header = { nodeCount: 7e8, edgeCount: 2e9 } as SnapshotHeader
  const columns = () => new Float64Array(2 ** 53 - 1)
  expect(() => allocate(header, columns)).toThrow(SnapshotFormatError)
  expect(() => allocate(header, columns)).toThrow('no room for 700000000 nodes and 2000000000 edges')
})
