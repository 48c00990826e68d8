import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestRun } from '../../../../scripts/runners.ts'
import type { FixtureCopy } from './fixture-copy.ts'
import { copyFixture } from './fixture-copy.ts'
import { runIn } from './run-fixture.ts'

/** A test that leaks what the environment says, in the words of each runner. */
const SOURCE = `
class Session {
  user = 'ada'
}
const byUser = new Map<string, Session>()
const list: Session[] = []
const { LEAKS = '' } = process.env

describe('sessions', () => {
  test('leave nothing behind', () => {
    expect(() => {
      if (LEAKS.includes('map')) byUser.set('ada', new Session())
      if (LEAKS.includes('list')) list.push(new Session())
    }).not.toLeak(Session)
  })
  test('are something else', () => {})
})
`
const IMPORTS = { vitest: "import { describe, expect, test } from 'vitest'\n", jest: '' }

/** What the file of accepted leaks is for, in one project of a runner's: each test goes on where the one before ended. */
export function acceptsLeaks(runner: 'vitest' | 'jest', flags: readonly string[] = []): void {
  let copy: FixtureCopy
  let file: string
  beforeAll(() => {
    copy = copyFixture(runner)
    file = join(copy.project, 'toleak.accepted.json')
    writeFileSync(join(copy.project, 'test/accepted-leaks.test.ts'), IMPORTS[runner] + SOURCE)
  })
  afterAll(() => copy[Symbol.dispose]())

  const run = (leaks: string, ...args: string[]): Promise<TestRun> =>
    runIn(copy, runner, ['accepted-leaks', ...flags, ...args], { LEAKS: leaks })
  const fullName = ['sessions', 'leave nothing behind'].join(runner === 'vitest' ? ' > ' : ' ')
  const entry = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { leaks: object[] }).leaks

  describe('accepted leaks', () => {
    test('are none at first: the leak fails', async () => {
      const { exitCode, output } = await run('map')
      expect(output).toContain('1 instance of Session is still alive')
      expect(exitCode).toBe(1)
      expect(existsSync(file)).toBe(false)
    })

    test('are written with -u, and the test passes', async () => {
      const { exitCode, output } = await run('map', '-u')
      expect(output).toContain('1 accepted leak written to toleak.accepted.json:')
      expect(exitCode).toBe(0)
      expect(entry(file)).toEqual([
        {
          testFile: 'test/accepted-leaks.test.ts',
          testName: fullName,
          target: 'Session',
          fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
          count: 1,
          trace: 'module test/accepted-leaks.test.ts … value of a string key of Map `byUser`',
        },
      ])
    })

    test('no longer fail, and only what is new does', async () => {
      expect(await run('map')).toMatchObject({ exitCode: 0 })
      const { exitCode, output } = await run('map list')
      expect(exitCode).toBe(1)
      expect(output).toContain('1 instance of Session is still alive')
      expect(output).toContain('variable `list`')
      expect(output).not.toContain('variable `byUser`')
      expect(output).toContain('1 further instance is accepted in toleak.accepted.json.')
    })

    test('that no longer occur are told when their test has run, and removed with -u', async () => {
      const told = '1 accepted leak of toleak.accepted.json no longer occurs; -u removes it:'
      expect((await run('', '-t', 'something else')).output).not.toContain(told)
      const { exitCode, output } = await run('')
      expect(output).toContain(told)
      expect(exitCode).toBe(0)
      expect(entry(file)).toHaveLength(1)
      expect((await run('', '-u')).output).toContain('1 accepted leak removed from toleak.accepted.json:')
      expect(existsSync(file)).toBe(false)
    })
  })
}
