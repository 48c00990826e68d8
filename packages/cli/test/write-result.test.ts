import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CommandError, EXIT } from '../src/exit-codes.ts'
import { isPrinted, writeResults } from '../src/write-result.ts'
import { makeFolder } from './fixtures/heaps.ts'

let folder: string
beforeAll(() => void (folder = makeFolder()))
afterAll(() => rmSync(folder, { recursive: true }))

const printed = { stdout: '', stderr: '' }
beforeEach(() => {
  for (const stream of ['stdout', 'stderr'] as const) {
    printed[stream] = ''
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      printed[stream] += String(text)
      return true
    })
  }
})
afterEach(() => void vi.restoreAllMocks())

const refusal = (results: Parameters<typeof writeResults>[0]) =>
  writeResults(results).then(
    () => undefined,
    (error: unknown) => error as CommandError,
  )

describe('writeResults', () => {
  it('writes a file that ends its last line, over one that is there, and makes its folders', async () => {
    const file = join(folder, 'a/b/c.json')
    for (const text of ['first, which is longer', 'second'])
      await writeResults([{ what: 'summary', file, content: () => text }])
    expect(readFileSync(file, 'utf8')).toBe('second\n')
    expect(printed.stderr).toContain(`Wrote the summary to ${file}\n`)
  })

  it('prints what is asked for as -', async () => {
    const results = [{ what: 'summary', file: '-', content: () => 'text\n' }]
    expect(isPrinted(results)).toBe(true)
    await writeResults(results)
    expect(printed).toEqual({ stdout: 'text\n', stderr: '' })
  })

  it.each([
    ['a folder is in its place', () => (mkdirSync(join(folder, 'folder')), 'folder'), 'EISDIR'],
    [
      'a file is where a folder should be',
      () => (writeFileSync(join(folder, 'file'), ''), 'file/x/y'),
      'ENOTDIR|EEXIST',
    ],
    ['the system denies the folder', () => '/proc/none/x', 'ENOENT|EACCES|EPERM'],
    ['its name is too long', () => 'n'.repeat(300), 'ENAMETOOLONG'],
  ])('says why a file cannot be written when %s', async (_, make, code) => {
    const name = make()
    const file = name.startsWith('/') ? name : join(folder, name)
    const error = await refusal([{ what: 'picture', file, content: () => 'x' }])
    expect(error).toBeInstanceOf(CommandError)
    expect(error?.exitCode).toBe(EXIT.notWritten)
    expect(error?.message).toMatch(
      new RegExp(
        `^Cannot write the picture: .* gave "(${code}).*", expected a file this process may write\\. Name another one\\.$`,
      ),
    )
  })

  it('writes the others when one fails, and tells of all that failed', async () => {
    const good = join(folder, 'good.json')
    const error = await refusal([
      { what: 'first', file: folder, content: () => 'x' },
      {
        what: 'second',
        file: join(folder, 'second'),
        content: () => Promise.reject(new Error('no\nlayout')),
      },
      { what: 'third', file: good, content: () => 'good' },
    ])
    expect(readFileSync(good, 'utf8')).toBe('good\n')
    expect(error?.message).toMatch(
      /Cannot write the first: .* Cannot make the second: found "no layout", expected its content\./,
    )
  })
})
