import { spawn } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { formatAccepted, parseAccepted } from '../../src/accepted/accepted-file.ts'
import type { AcceptedLeak } from '../../src/accepted/accepted-file.ts'
import type { FoundLeaks } from '../../src/accepted/accepted-leaks.ts'
import { AcceptedLeaks, acceptedLeaksOf, endAcceptedLeaks } from '../../src/accepted/accepted-leaks.ts'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { InvalidInputError } from '../../src/errors.ts'
import { transpileTo } from '../fixtures/transpiled.ts'

const home = mkdtempSync(join(tmpdir(), 'toleak-accepted-'))
afterAll(() => rmSync(home, { recursive: true }))

/** A new project in each test, with one test file. */
let projectRoot: string
let testFile: string
let path: string
beforeEach(() => {
  projectRoot = mkdtempSync(join(home, 'project-'))
  testFile = join(projectRoot, 'test', 'a.test.ts')
  path = join(projectRoot, 'toleak.accepted.json')
  mkdirSync(join(projectRoot, 'test'), { recursive: true })
  writeFileSync(testFile, '')
})

const run = (update = false) => new AcceptedLeaks({ projectRoot, testFile, update })
const written = (): AcceptedLeak[] => parseAccepted(readFileSync(path, 'utf8'), path)

class Session {}
const kept: Session[] = []
const byName = new Map<string, Session>()

/** Leaks that a real measurement found: some in an array, some in a Map. */
function leaks(inArray: number, inMap = 0): FoundLeaks {
  kept.length = 0
  byName.clear()
  const report = findLeaks(() => {
    for (let index = 0; index < inArray; index++) kept.push(new Session())
    for (let index = 0; index < inMap; index++) byName.set(String(index), new Session())
  }, Session)
  expect(report.groups).toHaveLength(Number(inArray > 0) + Number(inMap > 0))
  return report
}

let two: FoundLeaks
let twoAndThree: FoundLeaks
beforeAll(() => {
  two = leaks(2)
  twoAndThree = leaks(2, 3)
}, 60_000)

/** As `two`, another time. */
function ofArray(count: number): FoundLeaks {
  return { ...two, leakedCount: count, groups: [{ ...two.groups[0], count }] }
}

/** What a run with `-u` makes of these leaks. */
function accept(found: FoundLeaks, testName = 'keeps nothing'): void {
  const accepting = run(true)
  expect(accepting.judge(found, testName).newCount).toBe(0)
  accepting.end(undefined)
}

describe('an assertion', () => {
  test('has only new leaks while nothing is accepted', () => {
    const verdict = run().judge(twoAndThree, 'keeps nothing')
    expect(verdict).toEqual({ groups: twoAndThree.groups, newCount: 5, acceptedCount: 0, notes: [] })
    expect(existsSync(path)).toBe(false)
  })

  test('has none when all of its groups are accepted, of that file and that test', () => {
    accept(twoAndThree)
    expect(run().judge(twoAndThree, 'keeps nothing')).toEqual({
      groups: [],
      newCount: 0,
      acceptedCount: 5,
      notes: ['5 further instances are accepted in toleak.accepted.json.'],
    })
    expect(run().judge(two, 'keeps nothing').newCount).toBe(0)
    expect(run().judge(two, 'another test').newCount).toBe(2)
    expect(run().judge({ ...two, target: 'Other' }, 'keeps nothing').newCount).toBe(2)
    const other = new AcceptedLeaks({ projectRoot, testFile: join(projectRoot, 'b.test.ts'), update: false })
    expect(other.judge(two, 'keeps nothing').newCount).toBe(2)
  })

  test('shows the new group only, and says how many are accepted', () => {
    accept(two)
    const verdict = run().judge(twoAndThree, 'keeps nothing')
    expect(verdict.groups.map(({ trace }) => trace.steps[0].edge)).toEqual(['variable `byName`'])
    expect(verdict).toMatchObject({
      newCount: 3,
      acceptedCount: 2,
      notes: ['2 further instances are accepted in toleak.accepted.json.'],
    })
  })

  test('that leaks more of the same than is accepted shows the whole group, and how many are accepted', () => {
    accept(ofArray(1))
    const verdict = run().judge(two, 'keeps nothing')
    expect(verdict).toMatchObject({ groups: two.groups, newCount: 1, acceptedCount: 1 })
    expect(verdict.notes).toEqual([
      expect.stringMatching(
        /^toleak\.accepted\.json accepts 1 of the 2 that module .*accepted-leaks\.test\.ts … \[i\] of Array `kept` keeps\.$/,
      ),
    ])
  })

  test('counts groups of one fingerprint together', () => {
    const [group] = two.groups
    const twice = { ...two, leakedCount: 4, groups: [group, { ...group }] }
    accept(twice)
    expect(written()).toMatchObject([{ count: 4 }])
    expect(run().judge(twice, 'keeps nothing')).toMatchObject({ newCount: 0, acceptedCount: 4 })
    const thrice = { ...two, leakedCount: 6, groups: [group, { ...group }, { ...group }] }
    expect(run().judge(thrice, 'keeps nothing')).toMatchObject({ newCount: 2, acceptedCount: 4 })
  })

  test('never has survivors accepted that nobody knows the reason of', () => {
    const unexplained = { ...two, leakedCount: 3 }
    expect(run(true).judge(unexplained, 'keeps nothing')).toMatchObject({ newCount: 1, acceptedCount: 2 })
    accept(two)
    expect(run().judge(unexplained, 'keeps nothing')).toMatchObject({ newCount: 1, acceptedCount: 2 })
  })

  test('of a test that nobody can name is never accepted', () => {
    for (const name of [undefined, '']) {
      expect(run().judge(two, name)).toMatchObject({ newCount: 2, notes: [] })
      const accepting = run(true)
      expect(accepting.judge(two, name)).toMatchObject({
        newCount: 2,
        notes: [expect.stringContaining('It cannot be accepted: the test runner does not say which test')],
      })
      accepting.end([])
      expect(existsSync(path)).toBe(false)
    }
  })
})

describe('an update', () => {
  test('writes what leaks, for people to read', () => {
    const accepting = run(true)
    accepting.judge(twoAndThree, 'keeps nothing')
    const { message, written: entries } = accepting.end([{ testName: 'keeps nothing', state: 'passed' }])
    const [inMap, inArray] = twoAndThree.groups
    const file = written()
    expect(file).toHaveLength(2)
    expect(file).toEqual(expect.arrayContaining(entries.map(({ reason: _, ...entry }) => entry)))
    expect(file).toContainEqual({
      testFile: 'test/a.test.ts',
      testName: 'keeps nothing',
      target: 'Session',
      fingerprint: inMap.fingerprint,
      count: 3,
      trace: expect.stringMatching(/^module .* … value of a string key of Map `byName`$/),
    })
    expect(file).toContainEqual(expect.objectContaining({ fingerprint: inArray.fingerprint, count: 2 }))
    expect(message).toMatch(
      /^2 accepted leaks written to toleak\.accepted\.json:\n {2}keeps nothing: \d × Session, /,
    )
    expect(readdirSync(projectRoot).sort()).toEqual(['test', 'toleak.accepted.json'])
  })

  test('keeps reasons, and the entries of others and of tests that were not run or failed', () => {
    accept(two)
    writeFileSync(join(projectRoot, 'test', 'b.test.ts'), '')
    const [own] = written()
    const others = [
      { ...own, testName: 'was skipped' },
      { ...own, testName: 'failed' },
      { ...own, testFile: 'test/b.test.ts', reason: 'theirs' },
    ]
    writeFileSync(path, formatAccepted([{ ...own, count: 1, reason: 'Until #12.' }, ...others]))
    const accepting = run(true)
    accepting.judge(two, 'keeps nothing')
    accepting.end([
      { testName: 'keeps nothing', state: 'passed' },
      { testName: 'was skipped', state: 'skipped' },
      { testName: 'failed', state: 'failed' },
    ])
    const expected = [{ ...own, count: 2, reason: 'Until #12.' }, ...others]
    expect(readFileSync(path, 'utf8')).toBe(formatAccepted(expected))
  })

  test('takes the most that a test showed, when it asserts or runs several times', () => {
    const accepting = run(true)
    for (const found of [two, ofArray(5), two]) accepting.judge(found, 'keeps nothing')
    accepting.end([])
    expect(written()).toMatchObject([{ count: 5 }])
  })

  test('removes what is obsolete, entries of deleted test files, and the file with the last entry', () => {
    accept(twoAndThree)
    const [entry] = written()
    writeFileSync(path, formatAccepted([...written(), { ...entry, testFile: 'test/deleted.test.ts' }]))
    const accepting = run(true)
    accepting.judge(two, 'keeps nothing')
    const { obsolete, message } = accepting.end([{ testName: 'keeps nothing', state: 'passed' }])
    expect(obsolete).toHaveLength(2)
    expect(message).toMatch(/^2 accepted leaks removed from toleak\.accepted\.json:\n/)
    expect(written()).toMatchObject([{ fingerprint: two.groups[0].fingerprint, count: 2 }])

    expect(run(true).end([{ testName: 'keeps nothing', state: 'passed' }]).obsolete).toHaveLength(1)
    expect(existsSync(path)).toBe(false)
  })

  test('may end more than once, and tells all that it has written', () => {
    const accepting = run(true)
    accepting.judge(two, 'first')
    expect(accepting.end().written).toMatchObject([{ testName: 'first', count: 2 }])
    accepting.judge(two, 'second')
    accepting.judge(ofArray(3), 'first')
    accepting.end()
    const { written: all, message } = accepting.end([{ testName: 'first', state: 'passed' }])
    expect(all).toMatchObject([
      { testName: 'first', count: 3 },
      { testName: 'second', count: 2 },
    ])
    expect(message).toMatch(/^2 accepted leaks written to/)
    expect(written()).toHaveLength(2)
  })

  test('leaves a file alone that says the same already, and makes none where there is nothing to say', () => {
    run(true).end([])
    expect(existsSync(path)).toBe(false)
    accept(two)
    const { mtimeNs } = lstatSync(path, { bigint: true })
    accept(two)
    expect(lstatSync(path, { bigint: true }).mtimeNs).toBe(mtimeNs)
  })

  test('keeps the line ends of the file, and a link that it is', () => {
    accept(two)
    const elsewhere = join(projectRoot, 'elsewhere.json')
    writeFileSync(elsewhere, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'))
    rmSync(path)
    symlinkSync(elsewhere, path)
    accept(ofArray(3))
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
    expect(readFileSync(elsewhere, 'utf8').match(/(?<!\r)\n/g)).toBeNull()
    expect(written()).toMatchObject([{ count: 3 }])
  })
})

describe('at the end', () => {
  test('entries of tests that passed without them, or that are no more, are told and stay', () => {
    accept(twoAndThree)
    accept(two, 'renamed')
    const before = readFileSync(path, 'utf8')
    const reading = run()
    reading.judge(two, 'keeps nothing')
    const { obsolete, message } = reading.end([
      { testName: 'keeps nothing', state: 'passed' },
      { testName: 'new name', state: 'skipped' },
    ])
    expect(obsolete.map(({ testName, count }) => [testName, count])).toEqual([
      ['keeps nothing', 3],
      ['renamed', 2],
    ])
    expect(message).toMatch(
      /^2 accepted leaks of toleak\.accepted\.json no longer occur; -u removes them:\n {2}keeps nothing: 3 × Session, module .*\n {2}renamed: 2 × Session, /,
    )
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  test('entries of tests that failed, or were not run, or are unknown, are not told', () => {
    accept(two)
    const nothing = { obsolete: [], written: [], message: undefined }
    expect(run().end([{ testName: 'keeps nothing', state: 'failed' }])).toEqual(nothing)
    expect(run().end([{ testName: 'keeps nothing', state: 'skipped' }])).toEqual(nothing)
    expect(run().end(undefined)).toEqual(nothing)
    // one of two tests of that name
    const both = ['passed', 'failed'] as const
    expect(run().end(both.map((state) => ({ testName: 'keeps nothing', state })))).toEqual(nothing)
    expect(run().end([{ testName: 'keeps nothing', state: 'passed' }]).obsolete).toHaveLength(1)
  })
})

describe('a file that is broken, or that toleak did not write', () => {
  test.each([true, false])('is one error and is never overwritten (update: %s)', (update) => {
    writeFileSync(path, '{ "version": 1, "leaks": [')
    const judge = () => run(update).judge(two, 'keeps nothing')
    expect(judge).toThrow(InvalidInputError)
    expect(judge).toThrow(`Cannot read the accepted leaks of ${path}: `)
    expect(() => run(update).end([])).toThrow(InvalidInputError)
    expect(readFileSync(path, 'utf8')).toBe('{ "version": 1, "leaks": [')
    expect(readdirSync(projectRoot)).toHaveLength(2)
  })

  test('that broke during the run is not overwritten either', () => {
    const accepting = run(true)
    accepting.judge(two, 'keeps nothing')
    writeFileSync(path, 'no JSON')
    expect(() => accepting.end([])).toThrow(InvalidInputError)
    expect(readFileSync(path, 'utf8')).toBe('no JSON')
  })
})

describe('a test file', () => {
  const keyOfFile = (file: string, root = projectRoot) => {
    const accepting = new AcceptedLeaks({ projectRoot: root, testFile: file, update: true })
    accepting.judge(two, 'keeps nothing')
    rmSync(path, { force: true })
    return accepting.end(undefined).written[0].testFile
  }

  test('is named from the root, however it is given', () => {
    expect(keyOfFile(testFile)).toBe('test/a.test.ts')
    expect(keyOfFile(pathToFileURL(testFile).href)).toBe('test/a.test.ts')
    const sibling = join(projectRoot, 'packages')
    mkdirSync(sibling)
    expect(keyOfFile(testFile, sibling)).toBe('../test/a.test.ts')
  })

  test('is named alike through a link to the root', () => {
    const link = `${projectRoot}-link`
    symlinkSync(projectRoot, link)
    expect(keyOfFile(testFile, link)).toBe('test/a.test.ts')
  })
})

test('the run of a test file is one and the same until it ends', () => {
  const file = { projectRoot, testFile, update: true }
  const first = acceptedLeaksOf(file)
  expect(acceptedLeaksOf({ ...file })).toBe(first)
  expect(acceptedLeaksOf({ ...file, testFile: `${testFile}x` })).not.toBe(first)
  first.judge(two, 'keeps nothing')
  expect(endAcceptedLeaks(file, []).written).toHaveLength(1)
  expect(acceptedLeaksOf(file)).not.toBe(first)
})

test('several processes that write at once lose nothing', async () => {
  const core = join(home, 'core')
  await transpileTo(core, [
    'errors',
    'call-site',
    'here',
    'artifacts/write-artifacts',
    'accepted/accepted-file',
    'accepted/accepted-leaks',
    'artifacts/file-lock',
    'accepted/leak-summary',
  ])
  const found = JSON.stringify({ target: two.target, leakedCount: 2, groups: two.groups })
  const program = (name: string) => `
    import { AcceptedLeaks } from ${JSON.stringify(join(core, 'accepted/accepted-leaks.js'))}
    for (let file = 0; file < 25; file++) {
      const testFile = ${JSON.stringify(testFile)}
      const run = new AcceptedLeaks({ projectRoot: ${JSON.stringify(projectRoot)}, testFile, update: true })
      run.judge(${found}, ${JSON.stringify(name)} + file)
      run.end(undefined)
    }`
  const ends = ['one ', 'two '].map(async (name) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(name)], { stdio: 'inherit' })
    return new Promise((resolve) => child.on('exit', resolve))
  })
  expect(await Promise.all(ends)).toEqual([0, 0])
  expect(written()).toHaveLength(50)
  expect(readdirSync(projectRoot).sort()).toEqual(['test', 'toleak.accepted.json'])
}, 60_000)
