import { expect, test } from 'vitest'
import { withInspector } from '../../src/capture/inspector.ts'
import { CaptureError } from '../../src/errors.ts'

test('hands the answer of a command back at once', () => {
  const value = withInspector('test', (post) =>
    post<{ result: { value: number } }>('Runtime.evaluate', { expression: '6 * 7' }),
  )
  expect(value.result.value).toBe(42)
})

test('disconnects when its user throws', () => {
  let later: (() => unknown) | undefined
  expect(() =>
    withInspector('test', (post) => {
      later = () => post('Runtime.evaluate', { expression: '1' })
      throw new RangeError('mine')
    }),
  ).toThrow(RangeError)
  expect(later).toThrow()
})

test('a refused command is an error that says what was being done', () => {
  expect(() => withInspector('count', (post) => post('Runtime.noSuchCommand'))).toThrow(CaptureError)
  expect(() => withInspector('count', (post) => post('Runtime.noSuchCommand'))).toThrow(
    /^Cannot count: Runtime\.noSuchCommand answered/,
  )
})
