/**
 * Heap snapshots of a page in Chromium.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { installOnce } from './install-once.ts'
import { cache } from './repository.ts'
import { runOrThrow } from './run.ts'

const CHROMIUM = '/usr/bin/chromium'
const DRIVER = 'playwright-core@1.65.1'

/** The parts of playwright-core that are used. */
interface Driver {
  readonly chromium: {
    launch(options: { executablePath: string; args: string[] }): Promise<Browser>
  }
}
interface Browser {
  newPage(): Promise<Page>
  close(): Promise<void>
}
interface Page {
  setContent(html: string): Promise<void>
  evaluate(expression: string): Promise<unknown>
  context(): { newCDPSession(page: Page): Promise<Session> }
}
interface Session {
  on(event: string, listener: (parameters: { chunk: string }) => void): void
  send(method: string, parameters?: Record<string, unknown>): Promise<unknown>
}

/**
 * Opens a page in Debian's Chromium, lets a program run in it and writes a snapshot of its heap. What is missing is installed first:
 * the browser by apt-get, what drives it from npm into `.cache/`.
 *
 * @param program an expression, whose promise is awaited
 * @throws Error if the browser cannot be installed or does not do what it is told
 */
export async function writeChromiumSnapshot(file: string, html: string, program: string): Promise<void> {
  const { chromium } = await driver()
  const browser = await chromium.launch({
    executablePath: await browserBinary(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
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

async function browserBinary(): Promise<string> {
  if (!existsSync(CHROMIUM)) {
    console.log('There is no Chromium here; installing it: apt-get install -y chromium …')
    await runOrThrow('apt-get', ['update'])
    await runOrThrow('apt-get', ['install', '-y', 'chromium'], { env: { DEBIAN_FRONTEND: 'noninteractive' } })
  }
  return CHROMIUM
}

async function driver(): Promise<Driver> {
  const manifest = await installOnce({
    folder: join(cache, DRIVER),
    spec: DRIVER,
    file: 'node_modules/playwright-core/package.json',
  })
  return createRequire(manifest)('playwright-core') as Driver
}
