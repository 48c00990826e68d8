import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestRun } from '../../../scripts/runners.ts'
import { makeReportProject } from '../../vitest/test/contract/report-project.ts'
import { runIn } from '../../vitest/test/contract/run-fixture.ts'
import {
  expectEachTry,
  expectWhole,
  failuresIn,
  reportOf,
} from '../../vitest/test/contract/written-report.ts'

const made = makeReportProject('jest', ['a', 'b'])
const report = reportOf(made.project)
afterAll(() => made[Symbol.dispose]())

let first: TestRun
beforeAll(async () => {
  // what an earlier run left, of a test file that is no longer run, and what is not ours
  mkdirSync(join(report, 'old.ts'), { recursive: true })
  writeFileSync(join(report, 'old.ts/leaks-1.svg'), '<svg/>')
  writeFileSync(join(report, 'mine.txt'), 'mine')
  const old = {
    id: 'old.ts/leaks-1',
    key: 'k',
    files: ['svg'],
    root: '..',
    testFile: 'package.json',
    testName: 'leaks',
  }
  const words = { assertion: 'a', target: 't', headline: 'h' }
  writeFileSync(
    join(report, 'manifest.json'),
    JSON.stringify({ format: 'toleak-report', version: 1, failures: [{ ...old, ...words }] }),
  )
  first = await runIn(made, 'jest', ['--reporters=default', '--reporters=@toleak/jest/reporter'], {
    TF_BUILD: 'True',
    BUILD_SOURCESDIRECTORY: made.project,
  })
}, 900_000)

test('every try of every test in every project is told apart, with its artifacts', () => {
  expectEachTry(failuresIn(report), ['a', 'b'], first.output)
  expectWhole(report)
})

test('the run says where the report is, and tells Azure what to keep', () => {
  expect(first.output).toMatch(/^toleak: 8 leaks in 2 test files, explained in toleak-report\/index\.html$/m)
  expect(
    first.output.match(/^##vso\[task\.logissue type=error;sourcepath=test\/.\.test\.ts;linenumber=\d+;/gm),
  ).toHaveLength(2)
  expect(first.output).toContain(`\n##vso[task.uploadsummary]${report}/summary.md\n`)
  expect(first.output).toContain(`\n##vso[artifact.upload artifactname=toleak-report]${report}\n`)
})

test('a run of all tests clears what an earlier one left, and nothing else', () => {
  expect(existsSync(join(report, 'old.ts'))).toBe(false)
  expect(readFileSync(join(report, 'mine.txt'), 'utf8')).toBe('mine')
})

test('a run of one test file, with the setup file alone, replaces its failures and leaves the others', async () => {
  await runIn(made, 'jest', ['test/a.test.ts'], { FIXED: '1' })
  const left = failuresIn(report)
  expect(left.map(({ testFile }) => testFile)).toEqual(Array(4).fill('test/b.test.ts'))
  expect(readFileSync(join(report, 'index.html'), 'utf8')).toContain('4 leaks in 1 test file')
  expect(existsSync(join(report, 'test/a.test.ts'))).toBe(false)
})
