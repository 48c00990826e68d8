import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestRun } from '../../../scripts/runners.ts'
import type { FixtureCopy } from './contract/fixture-copy.ts'
import { copyFixture } from './contract/fixture-copy.ts'
import { runIn } from './contract/run-fixture.ts'
import type { RecordedEvent } from './fixtures/project/record-annotations.ts'

/** A run of the fixture `attachment.test.ts`. */
interface RecordedRun extends TestRun {
  readonly copy: FixtureCopy
  readonly events: readonly RecordedEvent[]
}

let first: RecordedRun
let second: RecordedRun
beforeAll(async () => {
  ;[first, second] = await Promise.all([recordRun(), recordRun()])
})
afterAll(() => {
  first.copy[Symbol.dispose]()
  second.copy[Symbol.dispose]()
})

async function recordRun(): Promise<RecordedRun> {
  const copy = copyFixture('vitest')
  const run = await runIn(copy, 'vitest', ['--project=attachment', '--reporter=./record-annotations.ts'])
  const events = readFileSync(join(copy.project, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedEvent)
  return { ...run, copy, events }
}

/** The absolute path of the picture that a failure's message names. */
function pictureNamedIn(message: string): string {
  const [, path] = /^Ancestors graph: (.*)$/m.exec(message) ?? []
  return join(first.copy.project, path ?? 'nowhere')
}

function eventsOf(name: string): RecordedEvent[] {
  return first.events.filter((event) => event.test === name)
}

function failureOf(name: string): string {
  return first.results.find(({ title }) => title === name)?.failure ?? ''
}

describe.each(['sync', 'async'])('a failing %s assertion', (name) => {
  test('names its picture, which exists', () => {
    const picture = pictureNamedIn(failureOf(name))
    expect(picture).toBe(
      join(first.copy.project, `toleak-report/test/attachment.test.ts@attachment/${name}-1.svg`),
    )
    expect(readFileSync(picture, 'utf8')).toMatch(/^<\?xml|^<svg/)
  })

  test('attaches the picture before its test has a result', () => {
    const [annotation, result, ...others] = eventsOf(name)
    expect(others).toEqual([])
    expect(annotation).toMatchObject({
      event: 'annotation',
      type: 'toleak',
      message: expect.stringMatching(/^1 instance of Parcel is still alive/),
    })
    expect(result).toMatchObject({ event: 'result', annotations: 1 })
  })

  test('attaches a copy', () => {
    const [annotation] = eventsOf(name)
    const attached = annotation?.event === 'annotation' ? (annotation.path ?? '') : ''
    const picture = pictureNamedIn(failureOf(name))
    expect(attached).not.toBe(picture)
    expect(readFileSync(attached)).toEqual(readFileSync(picture))
  })
})

test('an assertion that nobody awaits explains the leak as well, and attaches its picture', () => {
  const failure = failureOf('forgotten')
  expect(failure).toMatch(/Awaited, it would have failed:[^]+1 instance of Parcel is still alive/)
  expect(existsSync(pictureNamedIn(failure))).toBe(true)
  const annotations = eventsOf('forgotten').filter(({ event }) => event === 'annotation')
  expect(annotations).toHaveLength(1)
})

describe('two failing assertions in one test', () => {
  test('both fail, with pictures of their own', () => {
    const result = eventsOf('soft').find(({ event }) => event === 'result')
    const errors = result?.event === 'result' ? result.errors : []
    const folder = join(first.copy.project, 'toleak-report/test/attachment.test.ts@attachment')
    expect(errors.map(pictureNamedIn)).toEqual([join(folder, 'soft-1.svg'), join(folder, 'soft-2.svg')])
    expect(errors.map((error) => existsSync(pictureNamedIn(error)))).toEqual([true, true])
  })

  test('the first picture at least is attached', () => {
    const annotations = eventsOf('soft').filter(({ event }) => event === 'annotation')
    expect(annotations.length).toBeGreaterThanOrEqual(1)
  })
})

test('a passing assertion writes and attaches nothing', () => {
  expect(eventsOf('clean')).toEqual([{ event: 'result', test: 'clean', errors: [], annotations: 0 }])
  expect(
    existsSync(join(first.copy.project, 'toleak-report/test/attachment.test.ts@attachment/clean-1.svg')),
  ).toBe(false)
})

test.each(['sync-1', 'async-1', 'soft-1', 'soft-2'])('the picture %s is the same in each run', (name) => {
  const [one, other] = [first, second].map(({ copy }) =>
    readFileSync(join(copy.project, `toleak-report/test/attachment.test.ts@attachment/${name}.svg`), 'utf8'),
  )
  expect(one).toBe(other)
})
