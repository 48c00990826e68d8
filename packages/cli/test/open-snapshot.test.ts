import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSnapshot } from '../src/open-snapshot.ts'
import { Progress } from '../src/progress.ts'
import { makeFolder, SESSIONS, writeHeaps } from './fixtures/heaps.ts'
import { runToleak } from './fixtures/run-toleak.ts'

let folder: string
let bytes: Uint8Array
const fileOf = (name: string, content: Uint8Array | string) => {
  writeFileSync(join(folder, name), content)
  return name
}

beforeAll(() => {
  folder = makeFolder()
  writeHeaps(folder, `${SESSIONS} write('heap')`)
  bytes = readFileSync(join(folder, 'heap.heapsnapshot'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('openSnapshot', () => {
  it('tells how far it is', () => {
    const told: string[] = []
    let now = 0
    const progress = new Progress({ isTTY: true, write: (text) => told.push(text), now: () => (now += 2000) })
    const graph = openSnapshot(join(folder, 'heap.heapsnapshot'), progress)
    expect(graph.size).toBeGreaterThan(10_000)
    expect(told.length).toBeGreaterThan(3)
    expect(told.at(0)).toContain('reading heap.heapsnapshot …')
    expect(told.at(-1)).toContain('reading heap.heapsnapshot: 100 %')
  })

  it('reads gzipped files, whatever their names', async () => {
    const plain = await runToleak(['summary', 'heap.heapsnapshot'], { cwd: folder })
    for (const name of ['heap.heapsnapshot.gz', 'zipped.heapsnapshot']) {
      const { stdout, exitCode } = await runToleak(['summary', fileOf(name, gzipSync(bytes))], {
        cwd: folder,
      })
      expect(stdout).toBe(plain.stdout)
      expect(exitCode).toBe(0)
    }
  })

  it.each([
    ['a file that is not there', () => 'none.heapsnapshot', 'there is no none.heapsnapshot'],
    [
      'a folder',
      () => (mkdirSync(join(folder, 'folder')), 'folder'),
      'folder is a folder, expected a .heapsnapshot file',
    ],
    ['a file that is cut short', () => fileOf('cut', bytes.subarray(0, -1000)), 'The file may be cut short.'],
    [
      'a gzipped file that is cut short',
      () => fileOf('cut.gz', gzipSync(bytes).subarray(0, 5000)),
      'inflating 5000 gzipped bytes gave "unexpected end of file"',
    ],
    ['an empty file', () => fileOf('empty', ''), 'the file ends after 0 bytes'],
    ['another file', () => fileOf('page.html', '<!doctype html>'), 'Is it a .heapsnapshot'],
    [
      'a file with escapes for the terminal',
      () => fileOf('escapes', '{"\u001b[31m": 1}'),
      'Cannot parse snapshot escapes',
    ],
  ])('refuses %s', async (_, make, message) => {
    const file = make()
    for (const args of [
      ['summary', file],
      ['explain', file, 'Session'],
      ['diff', 'heap.heapsnapshot', file],
    ]) {
      const { stdout, stderr, exitCode } = await runToleak(args, { cwd: folder })
      expect(stderr).toContain(message)
      expect(stderr.trimEnd()).not.toMatch(/[\n\u001b]/)
      expect(stdout).toBe('')
      expect(exitCode).toBe(3)
    }
  })

  it.skipIf(process.getuid?.() === 0)('refuses a file without the right to read it', async () => {
    chmodSync(join(folder, fileOf('locked', bytes)), 0)
    const { stderr, exitCode } = await runToleak(['summary', 'locked'], { cwd: folder })
    expect(stderr).toContain('Check the file and its rights.')
    expect(exitCode).toBe(3)
  })
})
