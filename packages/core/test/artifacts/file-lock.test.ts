import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withFileLock } from '../../src/artifacts/file-lock.ts'
import { CaptureError } from '../../src/errors.ts'
import { transpileTo } from '../fixtures/transpiled.ts'

const folder = mkdtempSync(join(tmpdir(), 'toleak-file-lock-'))
beforeAll(() =>
  transpileTo(join(folder, 'core'), [
    'errors',
    'call-site',
    'here',
    'artifacts/write-artifacts',
    'artifacts/file-lock',
  ]),
)
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const newFile = () => join(folder, `file-${files++}`)

test('what the work returns or throws comes out, and the lock is gone', () => {
  const file = newFile()
  const whileHeld = () => [existsSync(`${file}.lock`), withFileLock(newFile(), () => 'another file')]
  expect(withFileLock(file, whileHeld)).toEqual([true, 'another file'])
  expect(existsSync(`${file}.lock`)).toBe(false)
  const failing = () => {
    throw new RangeError('mine')
  }
  expect(() => withFileLock(file, failing)).toThrow(new RangeError('mine'))
  expect(existsSync(`${file}.lock`)).toBe(false)
})

test('the work is told when its lock was taken away', () => {
  const file = newFile()
  withFileLock(file, (isHeld) => {
    expect(isHeld()).toBe(true)
    writeFileSync(`${file}.lock`, 'another')
    expect(isHeld()).toBe(false)
  })
  // and does not remove another's
  expect(readFileSync(`${file}.lock`, 'utf8')).toBe('another')
})

describe('a lock that was left behind is taken away', () => {
  test('at once, if its process has ended', () => {
    const file = newFile()
    const pid = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }))
    writeFileSync(`${file}.lock`, `${hostname()} ${pid} x`)
    const start = process.hrtime.bigint()
    expect(withFileLock(file, () => 'done')).toBe('done')
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(3000)
  })

  test.each([
    ['of another machine', 'elsewhere 1 x'],
    ['of a thread of this very process', `${hostname()} ${process.pid} x`],
  ])('after a while, if it is one %s', (_, owner) => {
    const file = newFile()
    writeFileSync(`${file}.lock`, owner)
    const start = process.hrtime.bigint()
    expect(withFileLock(file, () => 'done')).toBe('done')
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeGreaterThan(4000)
  })
})

test('a lock that cannot be made is an error', () => {
  const nowhere = join(folder, 'none', 'file')
  expect(() => withFileLock(nowhere, () => 'done')).toThrow(CaptureError)
  expect(() => withFileLock(nowhere, () => 'done')).toThrow(/^Cannot lock .*file\.lock: .*ENOENT/)
})

test('of several processes one at a time does its work, also when all find a lock left behind', async () => {
  const file = newFile()
  writeFileSync(file, '0')
  writeFileSync(`${file}.lock`, `${hostname()} 999999999 x`)
  const program = `
    import { readFileSync, writeFileSync } from 'node:fs'
    import { withFileLock } from ${JSON.stringify(join(folder, 'core/artifacts/file-lock.js'))}
    for (let turn = 0; turn < 40; turn++)
      withFileLock(${JSON.stringify(file)}, () => {
        const number = Number(readFileSync(${JSON.stringify(file)}, 'utf8'))
        // long enough for another to come between
        for (const until = Date.now() + 2; Date.now() < until;);
        writeFileSync(${JSON.stringify(file)}, String(number + 1))
      })`
  const ends = Array.from({ length: 4 }, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })
    return new Promise((resolve) => child.on('exit', resolve))
  })
  expect(await Promise.all(ends)).toEqual([0, 0, 0, 0])
  expect(readFileSync(file, 'utf8')).toBe('160')
  expect(readdirSync(folder).filter((name) => name.startsWith(`${basename(file)}.lock`))).toEqual([])
}, 60_000)
