import { describe, expect, test } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'
import { CLEAN_BODIES } from '../fixtures/clean-bodies.ts'

describe.each(Object.entries(CLEAN_BODIES))('%s', (_, body) => {
  test('leaves nothing more behind with every run', async () => {
    const report = await findGrowth(body, resolveGrowthOptions())
    expect(report.toText()).toBe('fn() leaves nothing more behind with every run.')
  })
})
