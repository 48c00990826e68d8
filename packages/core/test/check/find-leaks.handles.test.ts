import { setImmediate as nextTurn } from 'node:timers/promises'
import { Script } from 'node:vm'
import { MessageChannel, MessagePort } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { findGrowth } from '../../src/check/find-growth.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakTrace } from '../../src/explain/leak-trace.ts'
import type { LeakReport } from '../../src/check/leak-report.ts'
import { markLiveInstances } from '../../src/check/live-instances.ts'
import { resolveGrowthOptions } from '../../src/check/options.ts'

const opened: WeakRef<MessagePort>[] = []
const kept: MessagePort[] = []

function leavesOpen(): void {
  opened.push(new WeakRef(new MessageChannel().port1))
}

async function closes(): Promise<void> {
  new MessageChannel().port1.close()
  await nextTurn()
}

/** The beginning, then the references. */
const wordsOf = ({ root, steps }: LeakTrace) => [root.label, ...steps.map(({ edge }) => edge)]

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
  expect(report.groups.map(({ className, trace }) => [className, wordsOf(trace)])).toEqual([
    ['MessagePort', ["Node's event loop", 'open MessagePort']],
  ])
  expect(report.groups[0].cut?.sentence).toBe(
    "open MessagePort of Node's event loop and 1 like it (nothing else keeps the 2 alive)",
  )
  expect(report.toText()).toContain('next turn after `port.close()`')
  const drawn = [...report.graph].map(({ role, label }) => `${role} ${label}`)
  expect(drawn).toContain("root Node's event loop")
  expect(drawn.filter((node) => node.startsWith('root'))).toHaveLength(1)
})

it('explains handles of which every run leaves more, without a class', () => {
  const report = findGrowth(leavesOpen, resolveGrowthOptions()) as LeakReport
  expect(report.toText()).toContain('30 × MessagePort')
  expect(wordsOf(report.groups[0].trace)).toEqual(["Node's event loop", 'open MessagePort'])
})

it('names what holds an open handle besides', () => {
  const report = findLeaks(() => void kept.push(new MessageChannel().port1), MessagePort) as LeakReport
  opened.push(new WeakRef(kept[0]))
  const [{ trace, otherTraces }] = report.groups.filter(({ otherTraces }) => otherTraces.length > 0)
  expect(wordsOf(trace).slice(1)).toEqual(['variable `kept`', '[0]'])
  expect(otherTraces.map(wordsOf)).toEqual([["Node's event loop", 'open MessagePort']])
})

it('does not take the half that Node has of an object for what keeps it', () => {
  class Program extends Script {}
  const programs: Program[] = []
  const report = findLeaks(() => void programs.push(new Program('1')), Program) as LeakReport
  expect(report.groups.map(({ cut, otherTraces }) => [cut?.sentence, otherTraces])).toEqual([
    ['[0] of Array `programs` (nothing else keeps it alive)', []],
  ])
})

it('ignores handles by what is said of them', () => {
  const ignore = ["open MessagePort of Node's event loop"]
  expect((findLeaks(leavesOpen, MessagePort, { ignore }) as LeakReport).leakedCount).toBe(0)
  expect((findLeaks(leavesOpen, MessagePort, { ignore: ['open socket'] }) as LeakReport).leakedCount).toBe(2)
})

it('has nothing to say of handles that are closed', async () => {
  expect((await findLeaks(closes, MessagePort)).leakedCount).toBe(0)
  expect((await findGrowth(closes, resolveGrowthOptions())).leakedCount).toBe(0)
})
