import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endAcceptedLeaks } from '../../src/accepted/accepted-leaks.ts'
import { failureOf } from '../../src/check/failure.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { LeakReport } from '../../src/check/leak-report.ts'
import { resolveOptions } from '../../src/check/options.ts'

const projectRoot = mkdtempSync(join(tmpdir(), 'toleak-failure-'))
afterAll(() => rmSync(projectRoot, { recursive: true }))

class Session {}
const kept: Session[] = []
const byName = new Map<string, Session>()
const leakOne = () => void kept.push(new Session())
const leakThree = () => {
  leakOne()
  for (const name of ['ada', 'eve']) byName.set(name, new Session())
}

const runOf = (update: boolean) => ({ projectRoot, testFile: join(projectRoot, 'a.test.ts'), update })
const failure = (report: LeakReport, { update = false, allow = 0, testName = 'keeps nothing' } = {}) =>
  failureOf('expect(fn)', report, resolveOptions({ allow, artifacts: false }), {
    testName,
    accepted: runOf(update),
  })?.message

let one: LeakReport
let three: LeakReport
beforeAll(() => {
  one = findLeaks(leakOne, Session)
  three = findLeaks(leakThree, Session)
  expect(failure(one, { update: true })).toBeUndefined()
  endAcceptedLeaks(runOf(true))
}, 60_000)

test('there is none when all that leaks is accepted, or no more than is allowed besides', () => {
  expect(existsSync(join(projectRoot, 'toleak.accepted.json'))).toBe(true)
  expect(failure(one)).toBeUndefined()
  expect(failure(three, { allow: 2 })).toBeUndefined()
  expect(failure(three, { allow: 1 })).toBeDefined()
  endAcceptedLeaks(runOf(false))
})

test('it is of the new leaks only, and says how many are accepted', () => {
  const text = failure(three)
  expect(text).toMatch(/^expect\(fn\)\n\n2 instances of Session are still alive/)
  expect(text).toContain('variable `byName`')
  expect(text).not.toContain('variable `kept`')
  expect(text).toMatch(/\n\n1 further instance is accepted in toleak\.accepted\.json\.$/)
  expect(failure(one, { testName: 'another' })).toMatch(
    /^expect\(fn\)\n\n1 instance of Session is still alive/,
  )
  endAcceptedLeaks(runOf(false))
})

test('what only settles late fails where it is to: it has no survivors that could be accepted or allowed', () => {
  const late = { leakedCount: 0, groups: [], shape: 'settles late', lateCount: 1 } as const
  for (const update of [true, false])
    expect(failure(new LeakReport({ ...one, ...late }), { update, allow: 3 })).toMatch(
      /^expect\(fn\)\n\nNo instance of Session .*\n\n1 instance was still alive/,
    )
  endAcceptedLeaks(runOf(false))
})
