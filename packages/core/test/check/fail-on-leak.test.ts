import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { TestHost } from '../../src/check/assertion-host.ts'
import { failOnLeak } from '../../src/check/fail-on-leak.ts'
import { LeakError } from '../../src/check/failure.ts'
import { beginMeasurement, lookNow, subjectOf } from '../../src/check/measurement.ts'
import type { WatchOptions } from '../../src/check/options.ts'
import { resolveWatchOptions } from '../../src/check/options.ts'
import { CaptureError } from '../../src/errors.ts'

class Lamp {
  readonly watts = 5
}

const lit: Lamp[] = []
const dir = mkdtempSync(join(tmpdir(), 'toleak-fail-on-leak-'))

afterEach(() => {
  lit.length = 0
  rmSync(dir, { recursive: true, force: true })
})

/** What ends a block in which `work` was done. */
function endAfter(work: () => void, options: WatchOptions, host: TestHost = {}): LeakError | undefined {
  const settings = resolveWatchOptions(options)
  const measurement = beginMeasurement(subjectOf(Lamp, settings, host, 'block'))
  work()
  try {
    failOnLeak('trackLeaks', measurement, lookNow(measurement), 17, { frames: '    at lamps.ts:1:2' })
    return undefined
  } catch (error) {
    if (error instanceof LeakError) return error
    throw error
  }
}

const light = () => void lit.push(new Lamp())

test('nothing stays: nothing is thrown, written or asked', () => {
  const asked: number[] = []
  const host = { concurrentTests: (start: number) => (asked.push(start), ['another test']) }
  expect(endAfter(() => void new Lamp(), { artifacts: { dir } }, host)).toBeUndefined()
  expect(asked).toEqual([])
  expect(existsSync(join(dir, 'lamps.test.ts'))).toBe(false)
})

test('what stays is an error that names the call, says why, and has written its files', () => {
  const pictures: string[] = []
  const error = endAfter(
    light,
    { artifacts: { dir } },
    { testName: 'lights', testFile: 'lamps.test.ts', onPicture: ({ path }) => void pictures.push(path) },
  )
  expect(error?.message).toMatch(
    /^trackLeaks\(Lamp\)\n\n1 instance of Lamp is still alive after the block \(before: 0\)\.[^]+variable `lit`[^]+Ancestors graph: /,
  )
  expect(error?.matcherResult).toMatchObject({ pass: true, toleak: { report: { leakedCount: 1 } } })
  expect(error?.matcherResult.message()).toBe(error?.message)
  expect(error?.stack).toBe(`LeakError: ${error?.message}\n    at lamps.ts:1:2`)
  expect(pictures).toHaveLength(1)
  expect(readFileSync(pictures[0], 'utf8')).toContain('Lamp')
  const names = readdirSync(dir, { recursive: true }).map(String)
  expect(names.filter((name) => name.endsWith('-1.json'))).toHaveLength(1)
})

test('as many as are allowed are no error, one more is', () => {
  const quiet = { artifacts: false, allow: 1 } as const
  expect(endAfter(light, quiet)).toBeUndefined()
  expect(
    endAfter(() => {
      light()
      light()
    }, quiet)?.message,
  ).toMatch(/2 instances of Lamp/)
})

test('beside other tests that ran since the start nobody is blamed', () => {
  const starts: number[] = []
  const host = { concurrentTests: (start: number) => (starts.push(start), ['another test']) }
  expect(() => endAfter(light, { artifacts: false }, host)).toThrow(CaptureError)
  expect(starts).toEqual([17])
})
