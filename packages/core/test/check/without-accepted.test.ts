import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AcceptedLeaks } from '../../src/accepted/accepted-leaks.ts'
import { checkLeaks } from '../../src/check/check-leaks.ts'
import type { MatcherResult } from '../../src/check/assertion-host.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { LeakReport } from '../../src/check/leak-report.ts'
import { withoutAccepted } from '../../src/check/without-accepted.ts'

const projectRoot = mkdtempSync(join(tmpdir(), 'toleak-without-accepted-'))
afterAll(() => rmSync(projectRoot, { recursive: true }))

class Session {}
const kept: Session[] = []
const byName = new Map<string, Session>()
const testFile = join(projectRoot, 'a.test.ts')
const testName = 'keeps nothing'

const leakOne = () => void kept.push(new Session())
const leakThree = () => {
  leakOne()
  for (const name of ['ada', 'eve']) byName.set(name, new Session())
}

const leaks = (update = false) => new AcceptedLeaks({ projectRoot, testFile, update })
let one: LeakReport
let three: LeakReport
beforeAll(() => {
  one = findLeaks(leakOne, Session)
  three = findLeaks(leakThree, Session)
  const accepting = leaks(true)
  accepting.judge(one, testName)
  accepting.end(undefined)
}, 60_000)

test('a leak that is accepted is none', () => {
  const report = withoutAccepted(one, { allow: 0 }, { acceptedLeaks: leaks(), testName })
  expect(report).toMatchObject({ isLeak: false, leakedCount: 0, acceptedCount: 1, groups: [] })
  expect(report.toText()).toMatch(
    /^No other instance of Session .*\n\n1 further instance is accepted in toleak\.accepted\.json\.$/,
  )
})

test('of several leaks the new ones are left, unless so many are allowed', () => {
  const host = { acceptedLeaks: leaks(), testName }
  const report = withoutAccepted(three, { allow: 0 }, host)
  expect(report).toMatchObject({ isLeak: true, leakedCount: 2, acceptedCount: 1, groups: [{ count: 2 }] })
  const text = report.toText()
  expect(text).toMatch(/^2 instances of Session are still alive/)
  expect(text).toContain('variable `byName`')
  expect(text).not.toContain('variable `kept`')
  expect(text).toContain('1 further instance is accepted in toleak.accepted.json.')
  expect(withoutAccepted(three, { allow: 2 }, host).isLeak).toBe(false)
})

test('a report stays as it is where it is no leak, has no survivors, or nobody says what is accepted', () => {
  const host = { acceptedLeaks: leaks(true), testName }
  const late = new LeakReport({ ...one, leakedCount: 0, groups: [], shape: 'settles late', lateCount: 1 })
  expect(withoutAccepted(late, { allow: 0 }, host)).toBe(late)
  const fine = new LeakReport({ ...one, isLeak: false })
  expect(withoutAccepted(fine, { allow: 0 }, host)).toBe(fine)
  expect(withoutAccepted(one, { allow: 0 }, { testName })).toBe(one)
})

test('an assertion passes when its leaks are accepted, and with `-u`; one that expects leaks does not ask', () => {
  const check = (negated: boolean, update: boolean, name: string) =>
    checkLeaks(
      leakOne,
      Session,
      { artifacts: false },
      {
        negated,
        testName: name,
        acceptedLeaks: leaks(update),
        projectRoot: process.cwd(),
      },
    ) as MatcherResult
  expect(check(true, false, testName).pass).toBe(false)
  expect(check(true, false, 'another').pass).toBe(true)
  expect(check(true, true, 'another').pass).toBe(false)
  expect(check(false, false, testName).pass).toBe(true)
}, 60_000)
