import { expect, test } from 'vitest'
import * as core from '../src/index.ts'

test('the public surface is a decision', () => {
  expect(Object.keys(core).sort()).toEqual([
    'CaptureError',
    'InvalidInputError',
    'LeakReport',
    'NotFoundError',
    'ObjectGraph',
    'SnapshotFormatError',
    'ToleakError',
    'checkLeaks',
    'defineRetainer',
    'findLeaks',
    'meetRealms',
    'readSnapshot',
    'snapshot',
  ])
})
