import timersPromises from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import * as clock from '../../src/check/clock.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'

afterEach(() => {
  vi.useRealTimers()
})

const FAKED = ['setTimeout', 'setImmediate', 'Date', 'performance', 'queueMicrotask', 'hrtime'] as const

/** Fakes all there is, those of `node:timers/promises` by hand where the library does not. */
function fakeAll(): () => void {
  const { setTimeout, setImmediate } = timersPromises
  vi.useFakeTimers({ now: 0, toFake: [...FAKED] })
  const never = () => new Promise<never>(() => {})
  Object.assign(timersPromises, { setTimeout: never, setImmediate: never })
  return () => void Object.assign(timersPromises, { setTimeout, setImmediate })
}

test('turns, pauses and tells the time while the test has faked all timers', async () => {
  const undo = fakeAll()
  try {
    expect(Date.now()).toBe(0)
    expect(clock.realDate()).toBeGreaterThan(1.7e12)
    const start = clock.realTime()
    await clock.nextTurn()
    await clock.pause(5)
    expect(clock.realTime() - start).toBeGreaterThan(4)
    expect(performance.now()).toBe(0)
    // nor does anything of ours wait on the test's clock
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    undo()
  }
})

test('does so when they were faked before it was loaded', async () => {
  const undo = fakeAll()
  try {
    vi.resetModules()
    const late = await import('../../src/check/clock.ts')
    expect(late.nextTurn).not.toBe(clock.nextTurn)
    const order: string[] = []
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => void order.push('message before')
    port2.postMessage(0)
    await late.nextTurn()
    order.push('turn')
    port1.close()
    await late.pause(5)
    expect(order).toEqual(['message before', 'turn'])
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    undo()
  }
})

class Session {}
const kept: Session[] = []

test('an async assertion decides while the timers are faked, in the body too', async () => {
  const undo = fakeAll()
  try {
    const leaking = await findLeaks(async () => void kept.push(new Session()), Session)
    expect([leaking.isLeak, leaking.leakedCount]).toEqual([true, 1])
    const clean = await findLeaks(async () => {
      vi.useFakeTimers({ now: 0, toFake: [...FAKED] })
      await Promise.resolve(new Session())
    }, Session)
    expect(clean.isLeak).toBe(false)
  } finally {
    undo()
  }
})
