import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// Node 20 and 22 do not run the sources as they are
const runsSources = Number.parseInt(process.versions.node) >= 24
const program = fileURLToPath(new URL('faults/program.ts', import.meta.url))
let scratch: string
beforeAll(() => void (scratch = mkdtempSync(join(tmpdir(), 'toleak-faults-'))))
afterAll(() => rmSync(scratch, { recursive: true }))

interface Told {
  readonly message: string
  readonly svg?: string
  readonly error?: string
}

/** Runs the program; what it told of each assertion, how it ended, and the files that are there afterwards. */
function run(fault: string, dir: string, flags: readonly string[] = []) {
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    ['--no-warnings', ...flags, program, fault, dir],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' }, timeout: 50_000 },
  )
  const told = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Told)
  return { told, stderr, status, signal }
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

/** The explanation, whatever became of the files. */
function expectExplained({ message, error }: Told): void {
  expect(error).toBeUndefined()
  expect(message).toMatch(/^expect\(fn\)\.not\.toLeak\(Job\)\n\n1 instance of Job is still alive/)
  expect(message).toContain('variable `kept`')
}

/** How each kind of file ends. */
const ENDS: Readonly<Record<string, RegExp>> = { svg: /<\/svg>$/, json: /\}$/, html: /<\/html>$/, md: /\S$/ }

function expectWhole(files: readonly string[]): void {
  for (const file of files) {
    const text = readFileSync(file, 'utf8').trimEnd()
    expect([file, text]).toEqual([file, expect.stringMatching(ENDS[endingOf(file)])])
    if (file.endsWith('.json')) JSON.parse(text)
  }
}

function endingOf(file: string): string {
  return file.slice(file.lastIndexOf('.') + 1)
}

/** One failure, the list and what is made of it. */
const ALL_FILES = ['html', 'json', 'json', 'md', 'svg']

describe.runIf(runsSources).each([
  ['exit in the body', 3, null],
  ['kill in the body', null, 'SIGKILL'],
])('%s', (fault, code, by) => {
  test('leaves what was written before whole, and no other file', () => {
    const dir = join(scratch, fault)
    const { told, status, signal } = run(fault, dir)
    expect([status, signal]).toEqual([code, by])
    expect(told).toHaveLength(1)
    expectExplained(told[0])
    const files = filesIn(dir)
    expect(files.map(endingOf).sort()).toEqual(ALL_FILES)
    expectWhole(files)
  })
})

test.runIf(runsSources)('a report folder that is removed is made anew', () => {
  const dir = join(scratch, 'removed')
  const { told } = run('report folder removed', dir)
  expect(told).toHaveLength(2)
  told.forEach(expectExplained)
  const files = filesIn(dir)
  expect(files.map(endingOf).sort()).toEqual(ALL_FILES)
  expectWhole(files)
})

test.runIf(runsSources)('a file where the folder was is a note below the explanation', () => {
  const { told } = run('a file where the folder was', join(scratch, 'file'))
  told.forEach(expectExplained)
  expect(told[1].message).toMatch(
    /Cannot write .*: a file where a folder should be \(E\w+\), expected a folder/,
  )
  expect(told[1].svg).toBeUndefined()
})

test.runIf(runsSources)(
  'a debugger that comes and goes in the body, so that V8 numbers all objects anew, changes nothing',
  () => {
    const { told } = run('a debugger comes and goes', join(scratch, 'debugger'))
    expect(told).toHaveLength(2)
    told.forEach(expectExplained)
  },
)

/** Only root may mount. */
const mayMount = (() => {
  const at = mkdtempSync(join(tmpdir(), 'toleak-mount-'))
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at]).status === 0
  if (isMounted) spawnSync('umount', [at])
  rmSync(at, { recursive: true })
  return isMounted
})()

describe.runIf(mayMount && runsSources)('a disk', () => {
  const onDisk = (options: string, use: (dir: string) => void) => {
    const at = mkdtempSync(join(scratch, 'disk-'))
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at]).status).toBe(0)
    try {
      mkdirSync(join(at, 'report'))
      // what is there already must stay
      writeFileSync(join(at, 'report/before.txt'), 'before')
      if (options === 'full') writeFileSync(join(at, 'filler'), Buffer.alloc(56 * 1024))
      else expect(spawnSync('mount', ['-o', 'remount,ro', at]).status).toBe(0)
      use(join(at, 'report'))
      expect(readFileSync(join(at, 'report/before.txt'), 'utf8')).toBe('before')
    } finally {
      spawnSync('umount', [at])
    }
  }

  test('that is full: the explanation, a note, and no half of a file', () => {
    onDisk('full', (dir) => {
      const { told } = run('none', dir)
      expect(told).toHaveLength(2)
      told.forEach(expectExplained)
      expect(told[0].message).toContain('a full disk (ENOSPC)')
      expect(filesIn(dir).filter((file) => file.endsWith('.tmp'))).toEqual([])
      expectWhole(filesIn(dir).filter((file) => !file.endsWith('before.txt')))
    })
  })

  test('that is read-only: the explanation and a note', () => {
    onDisk('read-only', (dir) => {
      const { told } = run('none', dir)
      told.forEach(expectExplained)
      expect(told[0].message).toContain('a read-only file system (EROFS)')
    })
  })
})

test.runIf(runsSources)(
  'with the permission model on, which forbids the inspector, it is one error that names the flag',
  () => {
    const dir = join(scratch, 'permission')
    const flags = ['--permission', '--allow-fs-read=*', `--allow-fs-write=${scratch}/*`]
    const { told } = run('none', dir, flags)
    expect(told).toHaveLength(2)
    for (const { error, message } of told) {
      expect(error).toBe('CaptureError')
      expect(message).toMatch(
        /^Cannot count live instances: .*, expected one\. Run Node without .*--permission/,
      )
    }
  },
)

test.runIf(runsSources)('with little memory it is explained', () => {
  const { told } = run('none', join(scratch, 'memory'), ['--max-old-space-size=64'])
  expect(told).toHaveLength(2)
  told.forEach(expectExplained)
})
