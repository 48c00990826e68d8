import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestRun } from '../../../../scripts/runners.ts'
import { faultFiles } from './fault-files.ts'
import { makeReportProject } from './report-project.ts'
import { runIn } from './run-fixture.ts'

interface Failure {
  readonly id: string
  readonly testFile: string
  readonly testName: string
}

/** What must become of the files of `fault-files.ts` in a real runner. */
export function expectFaults(runner: 'vitest' | 'jest', args: readonly string[]): void {
  const made = makeReportProject(runner, [])
  const files = faultFiles(runner)
  const report = join(made.project, 'toleak-report')
  let done: TestRun
  beforeAll(async () => {
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(made.project, `test/${name}.test.ts`), text)
    done = await runIn(made, runner, args)
  }, 900_000)
  afterAll(() => made[Symbol.dispose]())

  const failuresOf = (title: string) => {
    const found = done.results.filter((result) => result.title.startsWith(title))
    expect(found.length, `${title}\n${done.output}`).toBeGreaterThan(0)
    return found.map(({ failure }) => failure)
  }

  test('a test that runs out of time says so, and the next one is measured as ever', () => {
    expect(failuresOf('runs out of time')).toEqual([
      expect.stringMatching(/timed out in 500 ?ms|timeout of 500 ms/i),
    ])
  })

  test('fake timers of the runner are left alone', () => {
    for (const failure of failuresOf('waits on the real clock')) expect(failure).toBe('')
  })

  test.each(Object.keys(files))(
    '%s: its leak is explained, in the message and in files that are whole',
    (name) => {
      const { failures } = JSON.parse(readFileSync(join(report, 'manifest.json'), 'utf8')) as {
        failures: Failure[]
      }
      const told = failures.filter(({ testFile }) => testFile === `test/${name}.test.ts`)
      // Jest tries a file again whose worker exited
      expect([...new Set(told.map(({ testName }) => testName))], done.output).toEqual(['keeps nothing'])
      const { text } = JSON.parse(readFileSync(join(report, `${told[0].id}.json`), 'utf8')) as {
        text: string
      }
      expect(text).toContain('1 instance of Session is still alive')
      expect(text).toContain('variable `kept`')
      expect(readFileSync(join(report, `${told[0].id}.svg`), 'utf8')).toMatch(/<\/svg>\n$/)
    },
  )

  test('the run ends, and says that workers died', () => {
    expect(done.exitCode).not.toBe(0)
    expect(done.output).not.toContain('Killed: it still ran')
    expect(done.output).toMatch(/worker exited unexpectedly|terminated by another process: signal=SIGKILL/i)
    expect(done.output).toMatch(/process\.exit.*called with "3"/)
    expect(readFileSync(join(report, 'index.html'), 'utf8')).toMatch(/<\/html>\n$/)
  })
}
