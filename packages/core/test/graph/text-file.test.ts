import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { CaptureError, NotFoundError } from '../../src/errors.ts'
import { readTextFile, writeTextFile } from '../../src/graph/text-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'toleak-text-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('text comes back, in UTF-8, by path or URL, and replaces what was there', () => {
  const file = join(folder, 'text')
  writeTextFile(file, 'a longer text before')
  writeTextFile(pathToFileURL(file), 'naïve 😀')
  expect(readTextFile(pathToFileURL(file))).toBe('naïve 😀')
  expect(readFileSync(file)).toEqual(Buffer.from('naïve 😀', 'utf8'))
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
    () => writeTextFile(missing, ''),
    () => writeTextFile(folder, ''),
  ]) {
    expect(failing).toThrow(CaptureError)
    expect(failing).toThrow(/^Cannot (read|write) .*: E(ISDIR|NOENT)/)
    expect(failing).toThrow(expect.objectContaining({ cause: expect.any(Error) }))
  }
})
