import { JSDOM } from 'jsdom'
import { expect, test, vi } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'

const settings = resolveGrowthOptions()
const { document } = new JSDOM('<main></main>').window
const panels: object[] = []

// jsdom makes each of three snapshots large
vi.setConfig({ testTimeout: 240_000 })

test('growing DOM nodes are found, and the culprit is named', () => {
  const report = findGrowth(() => void panels.push(document.createElement('section')), settings) as LeakReport
  expect(report).toMatchObject({ isLeak: true, async: false, runs: 15 })
  expect(report.toText()).toMatch(
    /15 runs left 15 × HTMLElement\.[^]*`panels`[^]*<section>, detached from the document/,
  )
})

test('nodes that are removed again are no growth', () => {
  const report = findGrowth(() => {
    const panel = document.createElement('section')
    document.body.append(panel)
    panel.remove()
  }, settings) as LeakReport
  expect(report).toMatchObject({ isLeak: false, leakedCount: 0 })
})
