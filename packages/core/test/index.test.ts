import { expect, test } from 'vitest'
import * as core from '../src/index.ts'

test('the public surface is a decision', () => {
  expect(Object.keys(core).sort()).toEqual([
    'CaptureError',
    'InvalidInputError',
    'LeakError',
    'LeakReport',
    'NotFoundError',
    'ObjectGraph',
    'PendingAssertions',
    'SnapshotFormatError',
    'TestWatch',
    'ToleakError',
    'checkCollected',
    'checkLeaks',
    'checkLiveInstances',
    'configureLeaks',
    'defineRetainer',
    'endAcceptedLeaks',
    'findGrowingLeaks',
    'findLeaks',
    'meetRealms',
    'readSnapshot',
    'snapshot',
    'trackLeaks',
  ])
})
