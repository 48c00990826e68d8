import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readManifest } from '../../src/artifacts/manifest.ts'
import { runName } from '../../src/artifacts/run-name.ts'
import { configureLeaks } from '../../src/check/options.ts'
import { beginReport, endReport } from '../../src/check/test-file-report.ts'
import { report } from '../fixtures/reported.ts'

let root: string
let dir: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'toleak-test-file-'))
  dir = join(root, 'toleak-report')
})
afterEach(() => {
  configureLeaks({})
  rmSync(root, { recursive: true })
})

/** One failure of a test file, of a run that is over unless it is told. */
const leave = (testFile: string, facts: { project?: string; run?: string } = {}) =>
  report(dir, { root, testFile, testName: 'leaks', project: facts.project }, { run: facts.run ?? 'earlier' })
const run = (testFile: string, project?: string) => ({
  projectRoot: root,
  testFile: join(root, testFile),
  project,
})
const listed = () => readManifest(join(dir, 'manifest.json'))?.map(({ id }) => id) ?? []

test('where there is no report nothing is made', () => {
  beginReport(run('a.test.ts', ''))
  expect(endReport(run('a.test.ts', ''))).toBeUndefined()
  expect(existsSync(dir)).toBe(false)
})

describe('a test file that begins', () => {
  test('drops what an earlier run left of it in its project, and of files that are gone', () => {
    leave('a.test.ts')
    leave('a.test.ts', { project: 'jsdom' })
    leave('b.test.ts')
    leave('gone.test.ts')
    rmSync(join(root, 'gone.test.ts'))
    beginReport(run('a.test.ts', ''))
    expect(listed()).toEqual(['a.test.ts@jsdom/leaks-1', 'b.test.ts/leaks-1'])
    expect(endReport(run('a.test.ts', ''))).toBeUndefined()
    expect(readFileSync(join(dir, 'index.html'), 'utf8')).toContain('2 leaks in 2 test files')
  })

  test('may be a twin, where the project is not known: what is of this run stays', () => {
    leave('a.test.ts')
    leave('a.test.ts', { run: runName() })
    beginReport(run('a.test.ts'))
    expect(listed()).toEqual(['a.test.ts/leaks-2'])
  })

  test('drops in the folder that the project has chosen', () => {
    dir = join(root, 'elsewhere')
    leave('a.test.ts')
    configureLeaks({ artifacts: { dir: 'elsewhere' } })
    beginReport(run('a.test.ts', ''))
    endReport(run('a.test.ts', ''))
    expect(existsSync(dir)).toBe(false)
  })

  test('may begin again, as in watch mode', () => {
    for (const _ of [1, 2]) {
      leave('a.test.ts', { run: runName() })
      beginReport(run('a.test.ts', ''))
      endReport(run('a.test.ts', ''))
      expect(existsSync(dir)).toBe(false)
    }
  })
})
