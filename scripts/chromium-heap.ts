/**
 * Heap snapshots of a page in Chromium.
 */
import { writeFileSync } from 'node:fs'
import { startChromium } from './chromium.ts'

/**
 * Opens a page in Debian's Chromium, lets a program run in it and writes a snapshot of its heap. What is missing is installed first.
 *
 * @param program an expression, whose promise is awaited
 * @throws Error if the browser cannot be installed or does not do what it is told
 */
export async function writeChromiumSnapshot(file: string, html: string, program: string): Promise<void> {
  const browser = await startChromium()
  try {
    const page = await browser.newPage()
    await page.setContent(html)
    await page.evaluate(program)
    const session = await page.context().newCDPSession(page)
    const chunks: string[] = []
    session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    writeFileSync(file, chunks.join(''))
  } finally {
    await browser.close()
  }
}
