import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { openInChromium } from '../../../../scripts/chromium.ts'
import { PIECES, reportOf } from '../fixtures/hostile-report.ts'

/** Every hostile piece in one name, but for the one that is long only. */
const name = PIECES.filter((piece) => piece.length < 1000).join(' ')
const QUESTION = `(async () => {
  await new Promise((resolve) => setTimeout(resolve, 300))
  return { title: document.title, scripts: document.querySelectorAll('script').length, ran: typeof alerted }
})()`

test.each(['svg', 'html'])('the %s does nothing in a browser: no script, no request', async (format) => {
  const folder = mkdtempSync(join(tmpdir(), 'toleak-browser-'))
  try {
    const report = reportOf(name)
    const file = join(folder, `hostile.${format}`)
    const content =
      format === 'svg'
        ? report.toSvgSync()
        : `<!doctype html><meta charset="utf-8"><title>page</title>${report.toHtml()}`
    writeFileSync(file, content)
    // what would be noticed, is
    const page = join(folder, 'bad.html')
    writeFileSync(page, '<!doctype html><title>bad</title><img src="x.png"><script>var alerted = 1</script>')
    const bad = await openInChromium(pathToFileURL(page).href, QUESTION)
    expect(bad.requests).toHaveLength(1)
    expect(bad.answer).toEqual({ title: 'bad', scripts: 1, ran: 'number' })

    const { requests, dialogs, answer } = await openInChromium(pathToFileURL(file).href, QUESTION)
    expect(requests).toEqual([])
    expect(dialogs).toEqual([])
    expect(answer).toMatchObject({ scripts: 0, ran: 'undefined' })
    if (format === 'html') expect(answer).toMatchObject({ title: 'page' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
