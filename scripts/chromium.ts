/**
 * Debian's Chromium, and what drives it.
 */
import { existsSync } from 'node:fs'
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

/** A running browser. */
export interface Browser {
  newPage(options?: PageOptions): Promise<Page>
  close(): Promise<void>
}

/** What a page is shown on. */
export interface PageOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  readonly javaScriptEnabled?: boolean
}

/** A page of the browser. */
export interface Page {
  goto(url: string): Promise<unknown>
  setContent(html: string): Promise<void>
  evaluate(expression: string): Promise<unknown>
  waitForFunction(expression: string): Promise<unknown>
  context(): { newCDPSession(page: Page): Promise<Session> }
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void
  on(event: 'pageerror', listener: (error: Error) => void): void
  on(event: 'request', listener: (request: { url(): string }) => void): void
  on(event: 'dialog', listener: (dialog: { message(): string }) => void): void
  readonly keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> }
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>
  pdf(options?: { path?: string }): Promise<Uint8Array>
  close(): Promise<void>
}

/** The browser's own protocol. */
export interface Session {
  on(event: string, listener: (parameters: { chunk: string }) => void): void
  send(method: string, parameters?: Record<string, unknown>): Promise<unknown>
}

/**
 * Starts the browser, without a window. What is missing is installed first: the browser by apt-get, what drives it from npm into
 * `.cache/`.
 *
 * @throws Error if it cannot be installed or started
 */
export async function startChromium(): Promise<Browser> {
  const { chromium } = await driver()
  const quiet = ['no-first-run', 'disable-background-networking', 'disable-component-update', 'disable-sync']
  return chromium.launch({
    executablePath: await browserBinary(),
    args: ['no-sandbox', 'disable-gpu', ...quiet].map((flag) => `--${flag}`),
  })
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
 * Opens a page and tells what it did.
 *
 * @param question an expression, evaluated once the page is there
 */
export async function openInChromium(url: string, question: string): Promise<PageDeeds> {
  const browser = await startChromium()
  try {
    const page = await browser.newPage()
    const requests: string[] = []
    const dialogs: string[] = []
    page.on('request', (request) => void requests.push(request.url()))
    page.on('dialog', (dialog) => void dialogs.push(dialog.message()))
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
