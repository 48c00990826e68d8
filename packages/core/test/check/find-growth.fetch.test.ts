import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { afterAll, expect, it } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'

const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
await once(server, 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const entries: PerformanceEntry[] = []
const resourceTimingBuffer: object[] = []

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function get(): Promise<void> {
  await (await fetch(url)).text()
}

it('Node’s own entry of each fetch is no growth', async () => {
  const report = await findGrowth(get, resolveGrowthOptions())
  expect(report.toText()).toBe('fn() leaves nothing more behind with every run.')
})

it('an entry that the program keeps is, and so is what it keeps under the same name', async () => {
  const kept = await findGrowth(async () => {
    await get()
    entries.push(performance.getEntriesByType('resource').at(-1) as PerformanceEntry)
  }, resolveGrowthOptions())
  expect(kept.toText()).toContain('15 more entries in one Array')
  expect(kept.toText()).toContain('variable `entries`')

  const named = await findGrowth(async () => {
    await get()
    resourceTimingBuffer.push({ url })
  }, resolveGrowthOptions())
  expect(named.toText()).toContain('variable `resourceTimingBuffer`')
})
