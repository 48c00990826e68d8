import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeReports } from '@toleak/core'
import type { TestRun } from '../../../scripts/runners.ts'
import type { ReportProject } from '../../vitest/test/contract/report-project.ts'
import { makeReportProject } from '../../vitest/test/contract/report-project.ts'
import { runIn } from '../../vitest/test/contract/run-fixture.ts'
import {
  expectEachTry,
  expectWhole,
  failuresIn,
  reportOf,
} from '../../vitest/test/contract/written-report.ts'

/** As `docs/ci/gitlab.md` has it, and of the projects of `jest.config.cjs`. */
const CONFIG = `module.exports = {
  ...require('./jest.config.cjs'),
  reporters: ['default', 'jest-junit', ['@toleak/jest/reporter', { junit: 'junit.xml' }]],
}
`

const testFiles = ['a', 'b']
const shards: (ReportProject & TestRun)[] = []
const merged = makeReportProject('jest', [])

// two projects, four workers, a further try each, and two shards
beforeAll(async () => {
  for (const shard of [1, 2]) {
    const made = makeReportProject('jest', testFiles)
    writeFileSync(join(made.project, 'ci.config.cjs'), CONFIG)
    const run = await runIn(made, 'jest', ['--config=ci.config.cjs', `--shard=${shard}/2`], {
      GITLAB_CI: 'true',
      CI_PROJECT_DIR: made.project,
    })
    shards.push({ ...made, ...run })
  }
}, 900_000)
afterAll(() => [...shards, merged].forEach((made) => made[Symbol.dispose]()))

test('every failure has its artifacts, in the shard that ran it', () => {
  for (const { project, output } of shards) {
    expect(output).toMatch(/^toleak: 4 leaks in \d test files?, explained in toleak-report\/index\.html$/m)
    expectWhole(reportOf(project))
  }
})

test('the reports of the shards are merged into one, with nothing lost or doubled', () => {
  const out = join(merged.project, 'all')
  expect(
    mergeReports(
      shards.map(({ project }) => reportOf(project)),
      out,
    ),
  ).toEqual({ failures: 8, missing: [] })
  const failures = failuresIn(out)
  expectEachTry(failures, testFiles)
  expect(new Set(failures.map(({ key }) => key)).size).toBe(8)
})

test('the report of jest-junit refers to the pictures, each from its own test case', () => {
  for (const { project } of shards) {
    const cases = readFileSync(join(project, 'junit.xml'), 'utf8').split('<testcase').slice(1)
    const leaking = cases.filter((text) => text.includes('<failure'))
    expect(leaking).toHaveLength(2)
    const attached = leaking.map((text) => [...text.matchAll(/^.*\[\[ATTACHMENT\|(.*)\]\]$/gm)])
    expect(attached.map(({ length }) => length)).toEqual(leaking.map(() => 1))
    const paths = attached.flat().map(([, path]) => path!)
    expect(new Set(paths).size).toBe(2)
    for (const path of paths) expect(existsSync(join(project, path))).toBe(true)
  }
})
