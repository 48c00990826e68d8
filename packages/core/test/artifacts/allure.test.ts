import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { installOnce } from '../../../../scripts/install-once.ts'
import { cache } from '../../../../scripts/repository.ts'
import { attachToAllure } from '../../src/artifacts/allure.ts'

const ALLURE = 'allure-js-commons@3.12.2'

/** The part of Allure that its adapters for Vitest and Jest put into the tests. */
interface AllureSdk {
  readonly MessageTestRuntime: new () => { sendMessage(message: unknown): Promise<void> }
  setGlobalTestRuntime(runtime: object): void
}

let allure: AllureSdk
beforeAll(async () => {
  const file = 'node_modules/allure-js-commons/package.json'
  const manifest = await installOnce({ folder: join(cache, ALLURE), spec: ALLURE, file })
  allure = createRequire(manifest)('allure-js-commons/sdk/runtime') as AllureSdk
}, 300_000)
afterEach(() => {
  Reflect.deleteProperty(globalThis, 'allureTestRuntime')
})

test('without Allure nothing is done', async () => {
  await expect(attachToAllure('a leak', '/r/a.svg')).resolves.toBeUndefined()
})

test('Allure is told of the picture before anything is awaited', () => {
  const messages: unknown[] = []
  class Recorder extends allure.MessageTestRuntime {
    override async sendMessage(message: unknown): Promise<void> {
      messages.push(message)
    }
  }
  allure.setGlobalTestRuntime(new Recorder())
  void attachToAllure('a leak', '/r/a.svg')
  expect(messages).toMatchObject([
    { type: 'attachment_path', data: { name: 'a leak', path: '/r/a.svg', contentType: 'image/svg+xml' } },
  ])
})

test('an Allure that fails hides no leak', async () => {
  class Broken extends allure.MessageTestRuntime {
    override sendMessage(): Promise<void> {
      throw new Error('broken')
    }
  }
  allure.setGlobalTestRuntime(new Broken())
  await expect(attachToAllure('a leak', '/r/a.svg')).resolves.toBeUndefined()
})
