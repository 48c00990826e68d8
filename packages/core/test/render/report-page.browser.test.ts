import { readFileSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page, PageOptions } from '../../../../scripts/chromium.ts'
import { startChromium } from '../../../../scripts/chromium.ts'
import { installOnce } from '../../../../scripts/install-once.ts'
import { cache } from '../../../../scripts/repository.ts'
import type { PageFailure } from '../../src/render/report-page.ts'
import { renderReportPage } from '../../src/render/report-page.ts'
import { hostileFailure, manyFailures, workerFailure } from './page-failures.ts'

const AXE = 'axe-core@4.11.0'

const folder = mkdtempSync(join(tmpdir(), 'toleak-page-'))
let browser: Browser
let axe: string
beforeAll(async () => {
  browser = await startChromium()
  axe = readFileSync(
    await installOnce({ folder: join(cache, AXE), spec: AXE, file: 'node_modules/axe-core/axe.min.js' }),
    'utf8',
  )
}, 600_000)
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true })
})

/** A page that is shown, and what it complained about or asked for. */
interface Shown {
  readonly page: Page
  /** Processor time that the page took until it was loaded. */
  readonly busySeconds: number
  readonly complaints: string[]
  readonly requests: string[]
}

let pages = 0

/** The page of failures, opened from disk. */
async function show(failures: readonly PageFailure[], options: PageOptions = {}): Promise<Shown> {
  const file = join(folder, `page-${pages++}.html`)
  writeFileSync(file, renderReportPage(failures))
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, ...options })
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => requests.push(request.url()))
  const url = pathToFileURL(file).href
  const session = await page.context().newCDPSession(page)
  // what other programs take of the machine meanwhile does not count
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.goto(url)
  const { metrics } = (await session.send('Performance.getMetrics')) as {
    metrics: { name: string; value: number }[]
  }
  const busySeconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Infinity
  return {
    busySeconds,
    page,
    complaints,
    requests: requests.filter((request) => request !== url),
  }
}

const chosenTest = `document.querySelector('article.chosen .test b').textContent`
const shownCount = `[...document.querySelectorAll('nav li')].filter((item) => item.checkVisibility()).length`
const visibleArticles = `[...document.querySelectorAll('article')].filter((item) => item.checkVisibility()).length`
const viewWidth = `document.querySelector('article.chosen figure svg').viewBox.baseVal.width`

describe('200 failures', () => {
  let shown: Shown
  beforeAll(async () => {
    shown = await show(await manyFailures(200))
  }, 120_000)

  test('are ready to be used after a second of work at most', async () => {
    expect(await shown.page.evaluate(`performance.getEntriesByName('toleak-ready').length`)).toBe(1)
    expect(shown.busySeconds).toBeGreaterThan(0)
    expect(shown.busySeconds).toBeLessThan(1)
  })

  test('are listed, and one at a time is shown, with its picture', async () => {
    const { page } = shown
    expect(await page.evaluate(shownCount)).toBe(200)
    expect(await page.evaluate(visibleArticles)).toBe(1)
    expect(await page.evaluate(chosenTest)).toBe('keeps no computation number-0.')
    expect(
      await page.evaluate(`document.querySelectorAll('article.chosen figure svg .survivor').length`),
    ).toBeGreaterThan(0)
    // those that nobody looked at are not drawn
    expect(await page.evaluate(`document.querySelectorAll('figure svg').length`)).toBe(1)
  })

  test('are gone through by keys', async () => {
    const { page } = shown
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(chosenTest)).toBe('keeps no computation number-2.')
    await page.keyboard.press('k')
    expect(await page.evaluate(chosenTest)).toBe('keeps no computation number-1.')
    expect(await page.evaluate('location.hash')).toBe('#failure-2')
    expect(await page.evaluate(`document.querySelector('nav [aria-current]').getAttribute('href')`)).toBe(
      '#failure-2',
    )
  })

  test('are filtered by what is read of them, and all come back', async () => {
    const { page } = shown
    await page.keyboard.press('/')
    await page.keyboard.type('number-17 JSDOM')
    await page.waitForFunction(`document.getElementById('shown').textContent !== ''`)
    // 17, 171, 173, 175, 177, 179: the odd ones are those of jsdom
    expect(await page.evaluate(shownCount)).toBe(6)
    expect(await page.evaluate(`document.getElementById('shown').textContent`)).toBe('6 of 200 shown')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(chosenTest)).toBe('keeps no computation number-17.')
    await page.keyboard.press('j')
    expect(await page.evaluate(chosenTest)).toBe('keeps no computation number-171.')
    await page.keyboard.press('/')
    await page.keyboard.press('Escape')
    expect(await page.evaluate(shownCount)).toBe(200)
  })

  test('enlarge, shrink, move and fit the picture', async () => {
    const { page } = shown
    const whole = (await page.evaluate(viewWidth)) as number
    await page.keyboard.press('+')
    const enlarged = (await page.evaluate(viewWidth)) as number
    expect(enlarged).toBeCloseTo(whole / 1.4)
    await page.evaluate(`document.querySelector('article.chosen figure svg').focus()`)
    const chosen = await page.evaluate(chosenTest)
    const left = (await page.evaluate(
      `document.querySelector('article.chosen figure svg').viewBox.baseVal.x`,
    )) as number
    await page.keyboard.press('ArrowRight')
    expect(
      await page.evaluate(`document.querySelector('article.chosen figure svg').viewBox.baseVal.x`),
    ).toBeCloseTo(left + enlarged / 10)
    await page.keyboard.press('ArrowDown')
    // the arrows moved the picture, not the list
    expect(await page.evaluate(chosenTest)).toBe(chosen)
    await page.keyboard.press('0')
    expect(await page.evaluate(viewWidth)).toBeCloseTo(whole)
  })

  test('complain about nothing and ask for nothing', () => {
    expect(shown.complaints).toEqual([])
    expect(shown.requests).toEqual([])
  })
})

describe('light and dark', () => {
  const background = `getComputedStyle(document.querySelector('article')).backgroundColor`
  const paper = `getComputedStyle(document.querySelector('figure svg .paper')).fill`

  test('as the system has it, and as the reader wants it, pictures included', async () => {
    const { page } = await show([await workerFailure()], { colorScheme: 'dark' })
    expect([await page.evaluate(background), await page.evaluate(paper)]).toEqual([
      'rgb(21, 24, 30)',
      'rgb(21, 24, 30)',
    ])
    await page.keyboard.press('d')
    expect([await page.evaluate(background), await page.evaluate(paper)]).toEqual([
      'rgb(255, 255, 255)',
      'rgb(255, 255, 255)',
    ])
    await page.close()
  })

  test.each(['light', 'dark'] as const)(
    'axe finds nothing serious in %s, open keys included',
    async (colorScheme) => {
      const { page } = await show(await manyFailures(6), { colorScheme })
      await page.keyboard.press('?')
      expect(await page.evaluate(`document.getElementById('keys').checkVisibility()`)).toBe(true)
      await page.evaluate(axe)
      const found = (await page.evaluate('axe.run(document)')) as {
        violations: { id: string; impact: string; nodes: { html: string }[] }[]
        passes: unknown[]
      }
      expect(found.passes.length).toBeGreaterThan(10)
      expect(found.violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`)).toEqual(
        [],
      )
      await page.close()
    },
  )
})

test('names that would do something to a page are shown as they are', async () => {
  const failure = await hostileFailure()
  const { page, complaints, requests } = await show([failure, await workerFailure()])
  expect(await page.evaluate('window.hit')).toBeUndefined()
  expect(await page.evaluate(`document.querySelector('article h2').textContent`)).toBe(
    failure.headline.replaceAll('\u202e', '\\u202e'),
  )
  expect(await page.evaluate(`document.querySelectorAll('article').length`)).toBe(2)
  expect(await page.evaluate(`document.querySelectorAll('figure svg').length`)).toBe(1)
  expect(await page.evaluate(`document.querySelectorAll('img, foreignObject, [onclick]').length`)).toBe(0)
  await page.evaluate(`document.querySelector('.files a').click()`)
  expect(await page.evaluate('window.hit')).toBeUndefined()
  // the policy stops what was clicked, and says so
  expect(complaints.filter((complaint) => !complaint.includes('Content Security Policy'))).toEqual([])
  expect(requests).toEqual([])
  await page.close()
})

test('without script, as some artifact stores show it, everything can be read', async () => {
  const { page } = await show(await manyFailures(3), { javaScriptEnabled: false })
  const session = await page.context().newCDPSession(page)
  const { root } = (await session.send('DOM.getDocument', { depth: 0 })) as { root: { nodeId: number } }
  const { nodeIds } = (await session.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector: 'article',
  })) as { nodeIds: number[] }
  const models = await Promise.all(nodeIds.map((nodeId) => session.send('DOM.getBoxModel', { nodeId })))
  expect(models.map((box) => (box as { model: { height: number } }).model.height > 100)).toEqual([
    true,
    true,
    true,
  ])
  await page.close()
})

test('on paper: every failure that the filter shows, with its picture', async () => {
  const { page } = await show(await manyFailures(4))
  await page.keyboard.press('/')
  await page.keyboard.type('jsdom')
  await page.waitForFunction(`document.getElementById('shown').textContent !== ''`)
  const sheets = Buffer.from(await page.pdf()).toString('latin1')
  expect(await page.evaluate(`document.querySelectorAll('article:not(.filtered) figure svg').length`)).toBe(2)
  expect(await page.evaluate(`document.querySelectorAll('figure svg').length`)).toBeLessThan(4)
  expect(sheets.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(2)
  await page.close()
})
