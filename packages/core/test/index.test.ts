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
    'attachmentLine',
    'beginReport',
    'beginRun',
    'checkCollected',
    'checkLeaks',
    'checkLiveInstances',
    'clearReport',
    'configureLeaks',
    'defineRetainer',
    'endAcceptedLeaks',
    'endReport',
    'endRun',
    'findGrowingLeaks',
    'findLeaks',
    'meetRealms',
    'mergeReports',
    'readSnapshot',
    'readsAttachments',
    'snapshot',
    'trackLeaks',
  ])
})
