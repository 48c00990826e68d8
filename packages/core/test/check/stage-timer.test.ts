import { expect, test } from 'vitest'
import { StageTimer } from '../../src/check/stage-timer.ts'

test('times of one stage add up', () => {
  const timer = new StageTimer()
  const start = performance.now()
  timer.record('count', start - 100)
  timer.record('count', start - 50)
  expect(timer.timings.count).toBeGreaterThanOrEqual(150)
})

test('stages that every measurement has are there, others only when they ran', () => {
  expect(new StageTimer().timings).toEqual({ baseline: 0, body: 0, count: 0 })
})

test('what the work returns or throws passes through, and its time counts', () => {
  const timer = new StageTimer()
  expect(timer.time('settle', () => 17)).toBe(17)
  expect(() =>
    timer.time('explain', () => {
      throw new RangeError('x')
    }),
  ).toThrow(RangeError)
  expect(Object.keys(timer.timings)).toEqual(['baseline', 'body', 'count', 'settle', 'explain'])
})
