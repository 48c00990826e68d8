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
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
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
  goto(url: string): Promise<unknown>
  on(event: string, listener: (happened: { url?(): string; message?(): string }) => void): void
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

/** What a page did when it was opened. */
export interface PageDeeds {
  /** URLs it asked for beside its own. */
  readonly requests: readonly string[]
  /** Dialogs it opened, which only a script can. */
  readonly dialogs: readonly string[]
  /** What an expression gave in it. */
  readonly answer: unknown
}

/**
 * Opens a page in Debian's Chromium and tells what it did; what is missing is installed first, as for a snapshot.
 *
 * @param question an expression, evaluated once the page is there
 */
export async function openInChromium(url: string, question: string): Promise<PageDeeds> {
  const { chromium } = await driver()
  const browser = await chromium.launch({ executablePath: await browserBinary(), args: FLAGS })
  try {
    const page = await browser.newPage()
    const requests: string[] = []
    const dialogs: string[] = []
    page.on('request', (request) => void requests.push(request.url?.() ?? ''))
    page.on('dialog', (dialog) => void dialogs.push(dialog.message?.() ?? ''))
    await page.goto(url)
    const answer = await page.evaluate(question)
    return { requests: requests.filter((each) => each !== url), dialogs, answer }
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
