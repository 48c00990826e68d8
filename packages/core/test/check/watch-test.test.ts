import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { LeakError } from '../../src/check/failure.ts'
import { TestWatch } from '../../src/check/watch-test.ts'
import { CaptureError, InvalidInputError } from '../../src/errors.ts'

class Wheel {
  readonly spokes = 32
}

const kept: Wheel[] = []
afterEach(() => void (kept.length = 0))

const quiet = { artifacts: false } as const
const first = { testName: 'first' }
const second = { testName: 'second' }
const leak = () => void kept.push(new Wheel())

describe('a watched test', () => {
  test('that leaves nothing', async () => {
    const watch = new TestWatch(Wheel, quiet)
    const body = async () => {
      const wheel = new Wheel()
      setTimeout(() => wheel.spokes, 2)
      await delay(1)
    }
    watch.begin(first)
    await body()
    await watch.end(first)
  })

  test('that leaves an instance', async () => {
    const watch = new TestWatch(Wheel, quiet)
    watch.begin(first)
    leak()
    await expect(watch.end(first)).rejects.toThrow(LeakError)
    watch.begin(first)
    leak()
    await expect(watch.end(first)).rejects.toThrow(
      /^detectLeaks\(Wheel\)\n\n1 instance of Wheel is still alive after the test \(before: 1\)/,
    )
  })

  test('that is forgotten may leave what it will', async () => {
    const watch = new TestWatch(Wheel, quiet)
    watch.begin(first)
    leak()
    watch.forget(first)
    await watch.end(first)
  })

  test('beside which others run', async () => {
    const watch = new TestWatch(Wheel, quiet)
    const host = { ...first, concurrentTests: () => ['second'] }
    watch.begin(host)
    leak()
    await expect(watch.end(host)).rejects.toThrow(CaptureError)
  })
})

describe('from test to test without a look between', () => {
  test('what the first left is not the second’s', async () => {
    const watch = new TestWatch(Wheel, quiet)
    watch.begin(first)
    await watch.end(first)
    watch.begin(second, true)
    leak()
    await expect(watch.end(second)).rejects.toThrow(/1 instance of Wheel/)
    watch.begin(first, true)
    await watch.end(first)
  })

  test('what came between is the second’s', async () => {
    const watch = new TestWatch(Wheel, quiet)
    watch.begin(first)
    await watch.end(first)
    leak()
    watch.begin(second, true)
    await expect(watch.end(second)).rejects.toThrow(/1 instance of Wheel/)
  })

  test('with a look between it is nobody’s', async () => {
    const watch = new TestWatch(Wheel, quiet)
    watch.begin(first)
    await watch.end(first)
    leak()
    watch.begin(second)
    await watch.end(second)
  })
})

test('a wrong target or option is refused at once', () => {
  expect(() => new TestWatch({} as never)).toThrow(InvalidInputError)
  expect(() => new TestWatch(Wheel, { alow: 2 } as never)).toThrow(/"alow"/)
  expect(() => new TestWatch([], undefined, 'option "watch"')).toThrow(
    /^Cannot look for leaks: option "watch" is an empty list/,
  )
  expect(() => new TestWatch('Wheel' as never, undefined, 'option "watch"')).toThrow(
    /option "watch" is 'Wheel', expected a class/,
  )
})
