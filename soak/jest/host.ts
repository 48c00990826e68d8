import { expect, jest, test } from '@jest/globals'
import type { Expect, Mocks } from '../clean-body.ts'
import type { SoakHost } from '../declare-soak.ts'

/** Jest. */
export const host: SoakHost = {
  runner: 'jest',
  test,
  expect: expect as unknown as Expect,
  mocks: jest as unknown as Mocks,
  notToLeak: (body, target, options = {}) =>
    target === undefined ? expect(body).not.toLeak(options) : expect(body).not.toLeak(target, options),
}
