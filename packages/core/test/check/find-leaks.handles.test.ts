import { setImmediate as nextTurn } from 'node:timers/promises'
import { MessageChannel, MessagePort } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'
import { markLiveInstances } from '../../src/check/live-instances.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'

const opened: WeakRef<MessagePort>[] = []

function leavesOpen(): void {
  opened.push(new WeakRef(new MessageChannel().port1))
}

async function closes(): Promise<void> {
  new MessageChannel().port1.close()
  await nextTurn()
}

afterEach(() => {
  for (const port of opened.splice(0)) port.deref()?.close()
})

it('takes what V8 copies further objects of a native class from for no survivor', async () => {
  const isAlive = () => markLiveInstances([MessagePort.prototype]).count
  expect(isAlive()).toBe(0)
  expect((await findLeaks(closes, MessagePort)).leakedCount).toBe(0)
  expect(isAlive()).toBe(1)
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
