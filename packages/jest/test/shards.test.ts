import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mergeReports } from '@toleak/core'
import type { TestRun } from '../../../scripts/runners.ts'
import type { ReportProject } from '../../vitest/test/contract/report-project.ts'
import { makeReportProject } from '../../vitest/test/contract/report-project.ts'
import { runIn } from '../../vitest/test/contract/run-fixture.ts'

interface Failure {
  readonly id: string
  readonly key: string
  readonly testFile: string
  readonly project: string
  readonly retry?: number
}

/** As `docs/ci/gitlab.md` has it, and of the projects of `jest.config.cjs`. */
const CONFIG = `module.exports = {
  ...require('./jest.config.cjs'),
  reporters: ['default', 'jest-junit', ['@toleak/jest/reporter', { junit: 'junit.xml' }]],
}
`

const testFiles = ['a', 'b']
const shards: (ReportProject & TestRun)[] = []
const merged = makeReportProject('jest', [])
const reportOf = (project: string) => join(project, 'toleak-report')
const failuresIn = (report: string) =>
  (JSON.parse(readFileSync(join(report, 'manifest.json'), 'utf8')) as { failures: Failure[] }).failures

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
    for (const { id } of failuresIn(reportOf(project))) {
      const json = readFileSync(join(reportOf(project), `${id}.json`), 'utf8')
      expect(JSON.parse(json)).toMatchObject({ leakedCount: 1 })
      expect(readFileSync(join(reportOf(project), `${id}.svg`), 'utf8')).toMatch(/^<svg[\s\S]*<\/svg>\n$/)
    }
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
  const told = failures.map(({ testFile, project, retry = 0 }) => `${testFile} ${project} ${retry}`)
  const all = testFiles.flatMap((file) =>
    ['one', 'two'].flatMap((project) => [0, 1].map((retry) => `test/${file}.test.ts ${project} ${retry}`)),
  )
  expect(told.sort()).toEqual(all.sort())
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
