import { describe, expect, test } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import { resolveOptions } from '../../src/check/options.ts'
import { CLEAN_BODIES } from '../fixtures/clean-bodies.ts'

const settings = { ...resolveOptions(), runs: undefined, warmup: undefined }

describe.each(Object.entries(CLEAN_BODIES))('%s', (name, body) => {
  test('leaves nothing more behind with every run', async () => {
    const r = await findGrowth(body, settings)
    if (process.env.SHOWT) console.log(name, JSON.stringify(r.timings))
    expect(r.toText()).toBe('fn() leaves nothing more behind with every run.')
  })
})
