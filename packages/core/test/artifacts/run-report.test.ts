import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readManifest } from '../../src/artifacts/manifest.ts'
import type { ReporterRun } from '../../src/artifacts/run-report.ts'
import { beginRun, clearReport, endRun } from '../../src/artifacts/run-report.ts'
import { runName } from '../../src/artifacts/run-name.ts'
import { report } from '../fixtures/reported.ts'

let root: string
let dir: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'toleak-run-'))
  dir = join(root, 'toleak-report')
  beginRun()
})
afterEach(() => {
  delete process.env['TOLEAK_RUN']
  rmSync(root, { recursive: true })
})

const leak = (testFile: string, facts: object = {}) =>
  report(dir, { root, testFile, testName: 'leaks' }, { run: runName(), ...facts })

/** What a reporter would print at the end. */
function end(facts: Partial<ReporterRun> = {}): { people: string[]; ci: string[] } {
  const people: string[] = []
  const ci: string[] = []
  const print = (line: string) => void people.push(line)
  endRun({ folders: new Set([dir]), root, env: {}, print, command: (line) => void ci.push(line), ...facts })
  return { people, ci }
}

test('a run without leaks says nothing', () => {
  expect(end({ env: { GITHUB_ACTIONS: 'true', TF_BUILD: '1' } })).toEqual({ people: [], ci: [] })
})

test('one line says where the report is; of leaks of another run none', () => {
  leak('a.test.ts')
  leak('b.test.ts')
  report(dir, { root, testFile: 'c.test.ts', testName: 'leaks' }, { run: 'another' })
  expect(end()).toEqual({
    people: ['toleak: 2 leaks in 2 test files, explained in toleak-report/index.html'],
    ci: [],
  })
  expect(readFileSync(join(dir, 'index.html'), 'utf8')).toContain('3 leaks in 3 test files')
})

describe('on GitHub', () => {
  const summary = () => join(root, 'summary.md')
  const env = () => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: summary(),
    GITHUB_WORKSPACE: join(root, '..'),
  })

  test('places are told from the checkout, and once for all tries', () => {
    leak('a.test.ts')
    leak('a.test.ts')
    const { ci } = end({ env: env() })
    expect(ci).toHaveLength(1)
    expect(ci[0]).toMatch(/^::error file=toleak-run-\w+\/src\/kept\.ts,line=3,col=7,/)
  })

  test('the summary is added to what is there, and stays below what GitHub takes', () => {
    leak('a.test.ts')
    writeFileSync(summary(), 'before\n')
    end({ env: env() })
    expect(readFileSync(summary(), 'utf8')).toMatch(/^before\n\n### toleak: 1 leak\n/)
    writeFileSync(summary(), 'x'.repeat(895_000))
    end({ env: env() })
    expect(readFileSync(summary(), 'utf8')).toBe('x'.repeat(895_000))
  })
})

test('projects that only a reporter knows are named, those of other tries and the one that is left among them', () => {
  const facts = (session: string) => ({ session })
  const [first, , third] = ['one', 'one', 'two'].map((session) => leak('a.test.ts', facts(session)))
  const testFile = join(root, 'a.test.ts')
  end({
    ranFiles: [
      { testFile, project: 'jsdom', ids: [first!.id] },
      { testFile, project: 'node', ids: [] },
    ],
  })
  const projects = readManifest(join(dir, 'manifest.json'))!.map(({ id, project }) => [id, project])
  expect(projects).toEqual([
    [first!.id, 'jsdom'],
    ['a.test.ts/leaks-2', 'jsdom'],
    [third!.id, 'node'],
  ])
})

test('a JUnit report is changed where somebody reads it, and one that is missing is said', () => {
  leak('a.test.ts')
  const xml = '<testcase name="a"><failure>Ancestors graph: toleak-report/a.svg</failure></testcase>'
  writeFileSync(join(root, 'junit.xml'), xml)
  end({ junit: 'junit.xml' })
  expect(readFileSync(join(root, 'junit.xml'), 'utf8')).toBe(xml)
  end({ junit: 'junit.xml', env: { GITLAB_CI: 'true', CI_PROJECT_DIR: root } })
  expect(readFileSync(join(root, 'junit.xml'), 'utf8')).toContain('[[ATTACHMENT|toleak-report/a.svg]]')
  expect(end({ junit: 'none.xml', env: { GITLAB_CI: 'true' } }).people.at(-1)).toMatch(
    /^toleak: ENOENT.*none\.xml/,
  )
})

test('all that is listed is cleared; what cannot be is said in a line', () => {
  leak('a.test.ts')
  expect(clearReport(dir)).toBeUndefined()
  expect(readManifest(join(dir, 'manifest.json'))).toBeUndefined()
  leak('a.test.ts')
  writeFileSync(join(dir, 'manifest.json'), '{}')
  expect(clearReport(dir)).toMatch(/^toleak: Cannot read the report of .*did not write/)
  expect(end().people).toEqual([expect.stringMatching(/^toleak: Cannot read the report/)])
})
