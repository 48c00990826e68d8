import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { CaptureError, NotFoundError } from '../../src/errors.ts'
import { readTextFile, writeFile } from '../../src/graph/file.ts'

const folder = mkdtempSync(join(tmpdir(), 'toleak-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('text comes back, in UTF-8, by path or URL, and replaces what was there', () => {
  const file = join(folder, 'text')
  writeFile(file, 'a longer text before')
  writeFile(pathToFileURL(file), 'naïve 😀')
  expect(readTextFile(pathToFileURL(file))).toBe('naïve 😀')
  expect(readFileSync(file)).toEqual(Buffer.from('naïve 😀', 'utf8'))
})

test('bytes are written as they are', () => {
  const file = join(folder, 'bytes')
  writeFile(file, Uint8Array.of(0x89, 0x50, 0x00, 0xff))
  expect([...readFileSync(file)]).toEqual([0x89, 0x50, 0x00, 0xff])
})

test('a byte order mark is not text', () => {
  const file = join(folder, 'bom')
  writeFileSync(file, '\ufeff{}')
  expect(readTextFile(file)).toBe('{}')
})

test('a missing file is an error that names it and where the search began', () => {
  const failing = () => readTextFile('no/such/file')
  expect(failing).toThrow(NotFoundError)
  expect(failing).toThrow(
    `Cannot read no/such/file: no such file, expected one. Relative paths start at ${process.cwd()}`,
  )
})

test('what the disk refuses is an error with its words and the cause', () => {
  const missing = join(folder, 'no', 'such', 'folder')
  for (const failing of [
    () => readTextFile(folder),
    () => writeFile(missing, ''),
    () => writeFile(folder, ''),
  ]) {
    expect(failing).toThrow(CaptureError)
    expect(failing).toThrow(/^Cannot (read|write) .*: E(ISDIR|NOENT)/)
    expect(failing).toThrow(expect.objectContaining({ cause: expect.any(Error) }))
  }
})
