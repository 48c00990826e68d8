/**
 * `npm run bench:page`: how long the report page of 200 failures takes in Chromium from the beginning of its loading until it answers,
 * by the clock on the wall, beside an empty page; each time in a page of its own, from disk.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { renderReportPage } from '../../packages/core/src/render/report-page.ts'
import { manyFailures } from '../../packages/core/test/render/page-failures.ts'
import { startChromium } from '../../scripts/chromium.ts'
import { grouped, megabytes } from '../cells.ts'
import { spreadOf } from '../statistics.ts'
import { tableAsText } from '../table.ts'

const ROUNDS = 10
const FAILURES = 200

const folder = mkdtempSync(join(tmpdir(), 'toleak-bench-page-'))
const browser = await startChromium()
try {
  const report = join(folder, 'index.html')
  writeFileSync(report, renderReportPage(await manyFailures(FAILURES)))
  const empty = join(folder, 'empty.html')
  writeFileSync(empty, '<!doctype html><title>Empty</title><p>Nothing.')
  const times: Record<'empty' | 'ready' | 'drawn', number[]> = { empty: [], ready: [], drawn: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.empty.push((await open(empty)).drawn)
    const { ready = NaN, drawn } = await open(report)
    times.ready.push(ready)
    times.drawn.push(drawn)
  }
  const row = (name: string, file: string, figures: number[]) => {
    const { median, min, max } = spreadOf(figures)
    return [name, megabytes(statSync(file).size), grouped(median), `${grouped(min)}–${grouped(max)}`]
  }
  console.log(
    tableAsText({
      title: `Until a page answers, Debian's Chromium, ${ROUNDS} times`,
      head: ['page', 'MB', 'ms', 'min–max'],
      rows: [
        row('empty, drawn', empty, times.empty),
        row(`report of ${FAILURES} failures, it answers to keys and clicks`, report, times.ready),
        row(`report of ${FAILURES} failures, drawn, nothing left to do`, report, times.drawn),
      ],
      wordColumns: 1,
      notes: [],
    }),
  )
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}

/** Milliseconds since the loading began. */
interface Times {
  /** When the page's own script had run; undefined for a page that has none. */
  readonly ready?: number
  /** When the first frame after that was drawn, and nothing else was to be done. */
  readonly drawn: number
}

async function open(file: string): Promise<Times> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
  await page.goto(pathToFileURL(file).href)
  const times = await page.evaluate(
    `new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve({
      ready: performance.getEntriesByName('toleak-ready')[0]?.startTime,
      drawn: performance.now(),
    }))))`,
  )
  await page.close()
  return times as Times
}
