import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { LeakError } from '../../src/check/failure.ts'
import { trackLeaks } from '../../src/check/track-leaks.ts'

class Frame {
  readonly width = 640
}

const kept: Frame[] = []
afterEach(() => void (kept.length = 0))

const quiet = { artifacts: false } as const

describe('a block', () => {
  test('may keep instances in its variables', () => {
    const probe = trackLeaks(Frame, quiet)
    const frame = new Frame()
    const held = [frame]
    expect(() => probe.check()).not.toThrow()
    expect(held[0].width).toBe(640)
  })

  test('must not keep them elsewhere', () => {
    const probe = trackLeaks(Frame, quiet)
    kept.push(new Frame())
    expect(() => probe.check()).toThrow(
      /^trackLeaks\(Frame\)\n\n1 instance of Frame is still alive after the block \(before: 0\)\.[^]+variable `kept`[^]+born in the block/,
    )
  })

  test('is over at the end of its scope', () => {
    expect(() => {
      using probe = trackLeaks(Frame, quiet)
      void probe
      kept.push(new Frame())
    }).toThrow(LeakError)
  })

  test('is looked at once: by check, not by the end of its scope again', () => {
    expect(() => {
      using probe = trackLeaks(Frame, quiet)
      probe.check()
      kept.push(new Frame())
    }).not.toThrow()
  })

  test('may keep so many as are allowed', () => {
    const probe = trackLeaks(Frame, { ...quiet, allow: 1 })
    kept.push(new Frame())
    expect(() => probe.check()).not.toThrow()
  })
})

describe('an async block', () => {
  test('may keep instances in the variables of the functions that wait for it', async () => {
    const check = async () => {
      const probe = trackLeaks(Frame, quiet)
      const frame = new Frame()
      await delay(1)
      await probe.checkSettled()
      return frame.width
    }
    expect(await check()).toBe(640)
  })

  test('must not keep them elsewhere', async () => {
    const probe = trackLeaks(Frame, quiet)
    await delay(1)
    kept.push(new Frame())
    await expect(probe.checkSettled()).rejects.toThrow(/still alive after the block/)
  })

  test('has time to let go', async () => {
    await using probe = trackLeaks(Frame, quiet)
    void probe
    const frame = new Frame()
    setTimeout(() => frame.width, 5)
  })

  test('is no leak of a function that waits for something else', async () => {
    const probe = trackLeaks(Frame, quiet)
    const waiting = (async () => {
      const frame = new Frame()
      await new Promise(() => kept)
      return frame
    })()
    await probe.checkSettled()
    void waiting
  })

  test('sees the variables of a function that waits for ever, and is held', async () => {
    const resolvers: (() => void)[] = []
    const probe = trackLeaks(Frame, quiet)
    const wait = async () => {
      const frame = new Frame()
      await new Promise<void>((resolve) => resolvers.push(resolve))
      return frame
    }
    void wait()
    Object.assign(kept, { resolvers })
    await expect(probe.checkSettled()).rejects.toThrow(/variable `frame`/)
    Object.assign(kept, { resolvers: undefined })
  })
})
