import { expect, test } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'

// alone in its file: only the first reading of a process makes what is kept of it
test('what toleak keeps of its first snapshot is no growth, and is not looked into with a third', () => {
  const report = findGrowth(() => {}, resolveGrowthOptions()) as LeakReport
  expect(report.timings).not.toHaveProperty('snapshot')
})
