import { expect, test } from 'vitest'
import { LeakError } from '../src/check/failure.ts'
import { findLeaks } from '../src/check/find-leaks.ts'
import { resolveOptions } from '../src/check/options.ts'
import { trackLeaks } from '../src/check/track-leaks.ts'
import { TestWatch } from '../src/check/watch-test.ts'
import { InvalidInputError } from '../src/errors.ts'

class Lamp {
  readonly watts = 5
}

const lit: Lamp[] = []
const quiet = { artifacts: false } as const

/** Names of the functions in which an error was made, as its stack has them. */
function functionsIn(error: unknown): string[] {
  const lines = String((error as Error).stack).split('\n')
  return lines.flatMap((line) => /^\s+at (?:async )?([\w.]+) \(/.exec(line)?.[1] ?? [])
}

function errorOf(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

test('a wrong target or option is told where it was given, however deep it is found', () => {
  function givesAName() {
    findLeaks(() => {}, 'Lamp' as never)
  }
  function givesAnOption() {
    resolveOptions({ run: 5 } as never)
  }
  for (const gives of [givesAName, givesAnOption]) {
    const error = errorOf(gives)
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(functionsIn(error)[0]).toBe(gives.name)
    expect((error as Error).stack).toMatch(/^InvalidInputError: Cannot /)
  }
})

test('few frames are shown although many are looked through, and the limit stays as it was', () => {
  const limit = Error.stackTraceLimit
  const dive = (depth: number): void => (depth > 0 ? dive(depth - 1) : void findLeaks(() => {}, 7 as never))
  expect(functionsIn(errorOf(() => dive(40)))).toEqual(Array(10).fill('dive'))
  expect(Error.stackTraceLimit).toBe(limit)
})

test('the leak of a block is told where the block begins, not where it ends', () => {
  function begins() {
    return trackLeaks(Lamp, quiet)
  }
  const probe = begins()
  lit.push(new Lamp())
  const error = errorOf(() => probe.check())
  expect(error).toBeInstanceOf(LeakError)
  expect(functionsIn(error)[0]).toBe('begins')
  expect((error as Error).stack).toContain('1 instance of Lamp is still alive after the block')
})

test('the leak of a watched test is told where the tests were begun to be watched', async () => {
  function watches() {
    return new TestWatch(Lamp, quiet)
  }
  const watch = watches()
  watch.begin({ testName: 'a' })
  lit.push(new Lamp())
  const error: unknown = await watch.end({ testName: 'a' }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(LeakError)
  expect(functionsIn(error)[0]).toBe('watches')
})
