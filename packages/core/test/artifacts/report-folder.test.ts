import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readManifest } from '../../src/artifacts/manifest.ts'
import {
  addFailure,
  dropFailures,
  isOfDeletedFile,
  refreshReport,
} from '../../src/artifacts/report-folder.ts'
import { InvalidInputError } from '../../src/errors.ts'
import { FACTS, filesBelow, report } from '../fixtures/reported.ts'

let root: string
let dir: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'toleak-report-folder-'))
  dir = join(root, 'toleak-report')
})
afterEach(() => rmSync(root, { recursive: true }))

const owner = (testFile = 'a.test.ts', testName = 'keeps nothing') => ({ root, testFile, testName })
const listed = () => readManifest(join(dir, 'manifest.json'))?.map(({ id }) => id)

describe('a failure', () => {
  test('takes a name that no other has, whatever the case and the signs', () => {
    const ids = ['keeps', 'Keeps', 'keeps!'].map((name) => report(dir, owner('a.test.ts', name)).id)
    expect(ids).toEqual(['a.test.ts/keeps-1', 'a.test.ts/keeps-2', 'a.test.ts/keeps-3'])
    expect(report(dir, { ...owner(), retry: 1 }).id).toBe('a.test.ts/keeps-nothing-1.retry1')
    expect(report(dir, { ...owner(), project: 'jsdom' }).id).toBe('a.test.ts@jsdom/keeps-nothing-1')
  })

  test('of any process takes one, and none is lost', async () => {
    const built = join(import.meta.dirname, '../../dist/index.js')
    expect(existsSync(built)).toBe(true)
    const child = `
      import { checkLeaks, endReport } from ${JSON.stringify(built)}
      class Session {}
      const kept = []
      for (let failure = 0; failure < 3; failure++)
        checkLeaks(() => void kept.push(new Session()), [Session], {
          negated: true, projectRoot: ${JSON.stringify(root)}, testFile: 'a.test.js', testName: 'keeps nothing',
        })
      const problem = endReport({ projectRoot: ${JSON.stringify(root)}, testFile: 'a.test.js' })
      if (problem) throw new Error(problem)`
    writeFileSync(join(root, 'a.test.js'), '')
    const run = promisify(execFile)
    const env = { ...process.env, TOLEAK_RUN: 'one run' }
    const options = ['--input-type=module', '-e', child]
    await Promise.all([1, 2].map(() => run(process.execPath, options, { cwd: root, env })))
    const stems = [1, 2, 3, 4, 5, 6].map((number) => `a.test.js/keeps-nothing-${number}`)
    expect(listed()).toEqual(stems)
    expect(filesBelow(dir)).toEqual(
      [
        ...stems.flatMap((stem) => [`${stem}.json`, `${stem}.svg`]),
        'index.html',
        'manifest.json',
        'summary.md',
      ].sort(),
    )
    expect(readFileSync(join(dir, 'index.html'), 'utf8')).toContain('6 leaks in 1 test file')
  }, 120_000)

  test('is listed before its files are there, and the page copes', () => {
    addFailure(dir, owner(), FACTS)
    refreshReport(dir)
    expect(readFileSync(join(dir, 'index.html'), 'utf8')).toContain('the tests were stopped meanwhile')
    expect(readFileSync(join(dir, 'summary.md'), 'utf8')).toContain('1 leak')
  })
})

test('of a process that is killed at any time, whatever was written is whole, and the next copes', async () => {
  const source = join(import.meta.dirname, '../../src/artifacts')
  const child = `
    import { addFailure, refreshReport } from ${JSON.stringify(join(source, 'report-folder.ts'))}
    import { writeWhole } from ${JSON.stringify(join(source, 'write-artifacts.ts'))}
    const [dir, root] = ${JSON.stringify([dir, root])}
    for (let turn = 0; ; turn++) {
      const { id } = addFailure(dir, { root, testFile: 'a.test.ts', testName: 'leaks' }, ${JSON.stringify(FACTS)})
      writeWhole(\`\${dir}/\${id}.json\`, JSON.stringify({ groups: [], text: 'x'.repeat(50_000) }))
      writeWhole(\`\${dir}/\${id}.svg\`, '<svg>' + '<g/>'.repeat(20_000) + '</svg>')
      refreshReport(dir)
      if (turn === 0) process.stdout.write('started')
    }`
  for (const life of [20, 130, 310]) {
    const running = spawn(process.execPath, ['--input-type=module', '-e', child], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(running.stdout, 'data')
    await new Promise((resolve) => setTimeout(resolve, life))
    running.kill('SIGKILL')
    await once(running, 'exit')
    const failures = readManifest(join(dir, 'manifest.json'))!
    expect(failures.length).toBeGreaterThan(0)
    expect(readFileSync(join(dir, 'index.html'), 'utf8')).toMatch(/<\/html>\n$/)
    const written = filesBelow(dir).filter((file) => /\.(json|svg)$/.test(file) && file !== 'manifest.json')
    for (const file of written) {
      const text = readFileSync(join(dir, file), 'utf8')
      if (file.endsWith('.json')) expect(JSON.parse(text)).toHaveProperty('text')
      else expect(text).toMatch(/^<svg>.*<\/svg>$/)
      // none is unknown, so that all of it can go
      expect(failures.map(({ id }) => id)).toContain(file.replace(/\.\w+$/, ''))
    }
    expect(addFailure(dir, owner('a.test.ts', 'leaks'), FACTS).id).toBe(
      `a.test.ts/leaks-${failures.length + 1}`,
    )
  }
  refreshReport(dir)
  expect(dropFailures(dir, () => true)).toBeGreaterThan(3)
  refreshReport(dir)
  expect(existsSync(dir)).toBe(false)
}, 120_000)

describe('what goes', () => {
  test('goes with its files, and with folders that are empty then; what is not ours stays', () => {
    report(dir, owner('deep/a.test.ts'))
    report(dir, owner('deep/b.test.ts'))
    mkdirSync(join(dir, 'deep/a.test.ts/mine'))
    writeFileSync(join(dir, 'deep/a.test.ts/mine/keeps-nothing-1.svg'), 'mine')
    writeFileSync(join(dir, 'notes.txt'), 'mine')
    // killed while it wrote
    writeFileSync(join(dir, 'deep/b.test.ts/keeps-nothing-1.svg.12-0-3.tmp'), '<sv')
    writeFileSync(join(dir, 'index.html.12-0-3.tmp'), '<!do')
    expect(dropFailures(dir, () => true)).toBe(2)
    refreshReport(dir)
    expect(filesBelow(dir)).toEqual(['deep/a.test.ts/mine/keeps-nothing-1.svg', 'notes.txt'])
  })

  test('takes the whole report with it when nothing is left', () => {
    report(dir, owner())
    refreshReport(dir)
    dropFailures(dir, () => true)
    refreshReport(dir)
    expect(existsSync(dir)).toBe(false)
  })

  test('is told by the failure', () => {
    const kept = report(dir, owner('a.test.ts'))
    const gone = report(dir, owner('b.test.ts'))
    rmSync(join(root, 'b.test.ts'))
    expect([kept, gone].map((failure) => isOfDeletedFile(dir, failure))).toEqual([false, true])
    expect(dropFailures(dir, (failure) => isOfDeletedFile(dir, failure))).toBe(1)
    expect(listed()).toEqual(['a.test.ts/keeps-nothing-1'])
  })
})

test('a manifest of another program stays, and is an error that names it', () => {
  mkdirSync(dir)
  writeFileSync(join(dir, 'manifest.json'), '{"name":"my app"}')
  expect(() => addFailure(dir, owner(), FACTS)).toThrow(InvalidInputError)
  expect(() => refreshReport(dir)).toThrow(/did not write/)
  expect(filesBelow(dir)).toEqual(['manifest.json'])
  expect(readFileSync(join(dir, 'manifest.json'), 'utf8')).toBe('{"name":"my app"}')
})
