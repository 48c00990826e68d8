import { expect, test } from 'vitest'
import { refuseOverlap } from '../../src/check/overlaps.ts'
import { CaptureError } from '../../src/errors.ts'

const beside = (...names: string[]) => ({ concurrentTests: () => names })

test('survivors of a test that ran beside others are nobody’s', () => {
  expect(() => refuseOverlap(beside('a', 'b'), 0, 1, 'Session')).toThrow(CaptureError)
  expect(() => refuseOverlap(beside('a', 'b'), 0, 1, 'Session')).toThrow(
    /^Cannot tell who leaks: 1 instance of Session stayed alive, and other tests ran at the same time \("a", "b"\) and may have created it, expected this test to run alone\. Take it out of test\.concurrent/,
  )
})

test('of many others three are named', () => {
  expect(() => refuseOverlap(beside('a', 'b', 'c', 'd', 'e'), 0, 2, 'Session')).toThrow(
    /2 instances of Session .*\("a", "b", "c", 2 more\) and may have created them/,
  )
})

test('no survivors, no other tests, or a host that knows of none: nothing to say', () => {
  expect(() => refuseOverlap(beside('a'), 0, 0, 'Session')).not.toThrow()
  expect(() => refuseOverlap(beside(), 0, 1, 'Session')).not.toThrow()
  expect(() => refuseOverlap({}, 0, 1, 'Session')).not.toThrow()
})

test('the others are those since the measurement began', () => {
  const starts: number[] = []
  refuseOverlap({ concurrentTests: (start) => (starts.push(start), []) }, 17, 1, 'Session')
  expect(starts).toEqual([17])
})
