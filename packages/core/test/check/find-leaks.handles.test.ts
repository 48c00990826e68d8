import { setImmediate as nextTurn } from 'node:timers/promises'
import { MessageChannel, MessagePort } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'

const opened: WeakRef<MessagePort>[] = []

function leavesOpen(): void {
  opened.push(new WeakRef(new MessageChannel().port1))
}

async function closes(): Promise<void> {
  new MessageChannel().port1.close()
  await nextTurn()
}

// Node makes something of its own for the first
await closes()

afterEach(() => {
  for (const port of opened.splice(0)) port.deref()?.close()
})

it('explains a handle that is alive because it is open', () => {
  const report = findLeaks(leavesOpen, MessagePort) as LeakReport
  expect(report.leakedCount).toBe(2)
  expect(report.groups.map(({ className, trace }) => [className, trace.root.label])).toEqual([
    ['MessagePort', 'open MessagePort'],
  ])
  expect(report.toText()).toContain('nothing else keeps the 2 alive')
})

it('explains handles of which every run leaves more, without a class', () => {
  const report = findGrowth(leavesOpen, resolveGrowthOptions()) as LeakReport
  expect(report.toText()).toContain('30 × MessagePort')
  expect(report.groups[0].trace.root.label).toBe('open MessagePort')
})

it('has nothing to say of handles that are closed', async () => {
  expect((await findLeaks(closes, MessagePort)).leakedCount).toBe(0)
  expect((await findGrowth(closes, resolveGrowthOptions())).leakedCount).toBe(0)
})
