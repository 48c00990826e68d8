import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestRun } from '../../../scripts/runners.ts'
import type { FixtureCopy } from '../../vitest/test/contract/fixture-copy.ts'
import { copyFixture } from '../../vitest/test/contract/fixture-copy.ts'
import { runIn } from '../../vitest/test/contract/run-fixture.ts'

/** A run of the fixture `artifacts.test.ts`. */
interface KeptRun extends TestRun {
  readonly copy: FixtureCopy
}

let first: KeptRun
let second: KeptRun
beforeAll(async () => {
  ;[first, second] = await Promise.all([keepRun(), keepRun()])
})
afterAll(() => {
  first.copy[Symbol.dispose]()
  second.copy[Symbol.dispose]()
})

async function keepRun(): Promise<KeptRun> {
  const copy = copyFixture('jest')
  return { ...(await runIn(copy, 'jest', ['artifacts'])), copy }
}

function inReport(run: KeptRun, file: string): string {
  return join(run.copy.project, 'toleak-report/test/artifacts.test.ts', file)
}

test.each([
  ['one failure', ['one-failure-1.svg']],
  ['two failures', ['two-failures-1.svg', 'two-failures-2.svg']],
])('%s: the message names each picture, which exists', (name, pictures) => {
  const failure = first.results.find(({ title }) => title === name)?.failure ?? ''
  const named = [...failure.matchAll(/^\s*(?:Error: )?Ancestors graph: (.*)$/gm)].map(([, path]) =>
    join(first.copy.project, path),
  )
  expect(named).toEqual(pictures.map((picture) => inReport(first, picture)))
  for (const path of named) expect(readFileSync(path, 'utf8')).toMatch(/^<\?xml|^<svg/)
})

test('a passing assertion writes nothing', () => {
  expect(first.results.find(({ title }) => title === 'no failure')?.status).toBe('passed')
  expect(existsSync(inReport(first, 'no-failure-1.svg'))).toBe(false)
})

test.each(['one-failure-1', 'two-failures-1', 'two-failures-2'])(
  'the picture %s is the same in each run',
  (name) => {
    const [one, other] = [first, second].map((run) => readFileSync(inReport(run, `${name}.svg`), 'utf8'))
    expect(one).toBe(other)
  },
)
