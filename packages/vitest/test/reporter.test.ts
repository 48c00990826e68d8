import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mergeReports } from '@toleak/core'
import type { TestRun } from '../../../scripts/runners.ts'
import { installedIn } from './contract/fixture-copy.ts'
import type { ReportProject } from './contract/report-project.ts'
import { makeReportProject } from './contract/report-project.ts'
import { runIn } from './contract/run-fixture.ts'
import { expectEachTry, expectWhole, failuresIn, reportOf } from './contract/written-report.ts'

describe('two projects, four workers, a further try each, and two shards', () => {
  const shards: (ReportProject & TestRun)[] = []
  const merged = makeReportProject('vitest', [])
  const summary = join(merged.project, 'step-summary.md')
  const testFiles = ['a', 'b', 'c', 'd']
  beforeAll(async () => {
    for (const shard of [1, 2]) {
      const made = makeReportProject('vitest', testFiles)

      const run = await runIn(
        made,
        'vitest',
        [
          `--shard=${shard}/2`,
          '--reporter=junit',
          '--reporter=@toleak/vitest/reporter',
          `--outputFile.junit=${join(made.project, 'junit.xml')}`,
        ],
        {
          GITHUB_ACTIONS: 'true',
          GITHUB_STEP_SUMMARY: summary,
          GITHUB_WORKSPACE: made.project,
          GITLAB_CI: 'true',
          CI_PROJECT_DIR: made.project,
        },
      )
      shards.push({ ...made, ...run })
    }
  }, 900_000)
  afterAll(() => [...shards, merged].forEach((made) => made[Symbol.dispose]()))

  test('leave every failure with its artifacts, in the shard that ran it', () => {
    for (const { project, output } of shards) {
      expect(output).toMatch(/^toleak: 8 leaks in \d test files, explained in toleak-report\/index\.html$/m)
      expectWhole(reportOf(project))
    }
  })

  test('are merged into one report with nothing lost or doubled', () => {
    const out = join(merged.project, 'all')
    expect(
      mergeReports(
        shards.map(({ project }) => reportOf(project)),
        out,
      ),
    ).toEqual({ failures: 16, missing: [] })
    expectWhole(out)
    const failures = failuresIn(out)
    expectEachTry(failures, testFiles)
    expect(new Set(failures.map(({ key }) => key)).size).toBe(16)
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('16 leaks in 4 test files')
  })

  test('mark the retaining line once for each test, and add to the summary what was not there', () => {
    for (const { output } of shards) {
      const marks = output.match(/^::error file=test\/.\.test\.ts,line=4,col=7,title=toleak/gm)
      expect(marks).toHaveLength(new Set(marks).size)
      expect(marks!.length).toBeGreaterThanOrEqual(2)
    }
    const text = readFileSync(summary, 'utf8')
    expect(text.match(/^### toleak: 8 leaks$/gm)).toHaveLength(2)
    expect(text).toContain('```mermaid')
  })

  test('are referred to by the JUnit report, each from its own test case', () => {
    for (const { project } of shards) {
      const cases = readFileSync(join(project, 'junit.xml'), 'utf8').split('<testcase').slice(1)
      const leaking = cases.filter((text) => text.includes('<failure'))
      expect(leaking).toHaveLength(4)
      for (const text of leaking) {
        const attached = [...text.matchAll(/^\[\[ATTACHMENT\|(.*)\]\]$/gm)].map(([, path]) => path!)
        expect(attached).toHaveLength(2)
        for (const path of attached) expect(existsSync(join(project, path))).toBe(true)
      }
    }
  })
})

describe('with the setup file alone', () => {
  const made = makeReportProject('vitest', ['a'])
  const report = reportOf(made.project)
  afterAll(() => made[Symbol.dispose]())

  test('a runner that is killed leaves a report that is whole and can be read', async () => {
    const start = [join(installedIn, 'node_modules/vitest/vitest.mjs'), 'run', '--project=one', '--retry=0']
    const runner = spawn(process.execPath, start, {
      cwd: made.project,
      env: { ...process.env, HANG: '1' },
      stdio: 'ignore',
      detached: true,
    })
    const page = join(report, 'index.html')
    while (!existsSync(page) && runner.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 200))
    // with its workers
    process.kill(-runner.pid!, 'SIGKILL')
    expect(failuresIn(report).map(({ id }) => id)).toEqual(['test/a.test.ts@one/keeps-nothing-1'])
    expectWhole(report)
    expect(readFileSync(page, 'utf8')).toMatch(/1 leak in 1 test file[\s\S]*<\/html>\n$/)
    expect(readFileSync(join(report, 'summary.md'), 'utf8')).toContain('1 leak')
    expect(mergeReports([report], join(made.project, 'merged'))).toEqual({ failures: 1, missing: [] })
  })

  test('the next run replaces what it ran again, and leaves the rest', async () => {
    await runIn(made, 'vitest', ['--project=two', '--retry=0'])
    expect(
      failuresIn(report)
        .map(({ project }) => project)
        .sort(),
    ).toEqual(['one', 'two'])
    await runIn(made, 'vitest', ['--project=one', '--retry=0'], { FIXED: '1' })
    expect(failuresIn(report).map(({ project }) => project)).toEqual(['two'])
    expect(readFileSync(join(report, 'index.html'), 'utf8')).toContain('1 leak in 1 test file')
    expect(readdirSync(join(report, 'test'))).toEqual(['a.test.ts@two'])
    await runIn(made, 'vitest', ['--project=two'], { FIXED: '1' })
    expect(existsSync(report)).toBe(false)
  })
})
