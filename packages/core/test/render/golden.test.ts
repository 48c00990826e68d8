import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { LEAKING_PROGRAMS } from './leaking-programs.ts'

// a red assertion takes a second where much else runs
describe('what real leaks look like, on every Node', { timeout: 60_000 }, () => {
  afterAll(() => Object.values(LEAKING_PROGRAMS).forEach(({ end }) => end?.()))

  it.each(Object.entries(LEAKING_PROGRAMS))('%s', async (name, { target, leak }) => {
    const report = await findLeaks(leak, target, undefined, {
      projectRoot: import.meta.dirname,
      testName: 'keeps nothing',
      testFile: join(import.meta.dirname, 'leaking-programs.test.ts'),
    })
    // objects are not of the same size in every V8
    const svg = (await report.toSvg()).replaceAll(/[\d.]+ k?B(?=( together)?, without what)/g, '… B')
    await expect(svg).toMatchFileSnapshot(`golden/leaks/${name}.svg`)
    await expect(report.toMermaid()).toMatchFileSnapshot(`golden/leaks/${name}.mmd`)
  })
})
