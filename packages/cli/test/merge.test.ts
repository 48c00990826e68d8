import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runToleak } from './fixtures/run-toleak.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'toleak-merge-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const merge = (...args: string[]) => runToleak(['merge', ...args], { cwd: folder })

/** A report with one failure, as the assertions of a shard leave it. */
function shard(name: string, files: readonly string[] = ['json']): void {
  const failure = {
    id: 'a.test.ts/leaks-1',
    key: name,
    files,
    root: '..',
    testFile: 'a.test.ts',
    testName: `leaks in ${name}`,
  }
  const words = {
    assertion: 'expect(fn).not.toLeak(A)',
    target: 'A',
    headline: '1 instance of A is still alive.',
  }
  mkdirSync(join(folder, name, 'a.test.ts'), { recursive: true })
  writeFileSync(join(folder, name, 'a.test.ts/leaks-1.json'), '{"groups":[],"notes":[],"text":"text"}')
  writeFileSync(
    join(folder, name, 'manifest.json'),
    JSON.stringify({ format: 'toleak-report', version: 1, failures: [{ ...failure, ...words }] }),
  )
}

test('joins reports and says where the page is', async () => {
  shard('one')
  shard('two')
  expect(await merge('one', 'two', '--out', 'all')).toEqual({
    exitCode: 0,
    stdout: '2 leaks of 2 reports: all/index.html\n',
    stderr: '',
  })
  const page = readFileSync(join(folder, 'all/index.html'), 'utf8')
  expect(page).toContain('leaks in one')
  expect(page).toContain('leaks in two')
  expect(existsSync(join(folder, 'all/a.test.ts/leaks-2.json'))).toBe(true)
})

test('names the files that a stopped run did not come to write', async () => {
  shard('one', ['json', 'svg'])
  const { exitCode, stderr } = await merge('one', '--out', 'all')
  expect(stderr).toMatch(/^\S*leaks-1\.svg is missing: the tests were stopped before it was written\./)
  expect(exitCode).toBe(0)
})

test('refuses what is no report, and writes nothing', async () => {
  shard('one')
  mkdirSync(join(folder, 'empty'))
  const { exitCode, stderr, stdout } = await merge('one', 'empty', '--out', 'all')
  expect(stderr).toMatch(
    /^Cannot merge empty: it has no manifest\.json, expected a report that toleak wrote\. .*\n$/,
  )
  expect([exitCode, stdout, existsSync(join(folder, 'all'))]).toEqual([3, '', false])
})

test('needs a folder to write to', async () => {
  shard('one')
  expect(await merge('one')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--out') })
  writeFileSync(join(folder, 'file'), '')
  const { exitCode, stderr } = await merge('one', '--out', 'file')
  expect(stderr).toMatch(/^Cannot merge into file: /)
  expect(exitCode).toBe(4)
})
