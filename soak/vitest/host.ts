import { expect, test, vi } from 'vitest'
import type { Expect, Mocks } from '../clean-body.ts'
import type { SoakHost } from '../declare-soak.ts'

/** Vitest. */
export const host: SoakHost = {
  runner: 'vitest',
  test,
  expect: expect as unknown as Expect,
  mocks: vi as unknown as Mocks,
  notToLeak: (body, target, options = {}) =>
    target === undefined ? expect(body).not.toLeak(options) : expect(body).not.toLeak(target, options),
}
