import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { declarationOf, DEFAULT_EXPORT } from '../../src/explain/declaration.ts'

const folder = mkdtempSync(join(tmpdir(), 'toleak-declaration-'))
afterAll(() => rmSync(folder, { recursive: true }))

function inFile(source: string): string {
  const file = join(folder, 'source.ts')
  writeFileSync(file, source)
  return file
}

test.each([
  ['const', 'const cache = 1', 1, 7],
  ['let', '\n  let cache', 2, 7],
  ['export', 'export const cache = 1', 1, 14],
  ['one of a list', 'let other, cache', 1, 12],
  ['function', 'function cache() {}', 1, 10],
  ['class', 'class cache {}', 1, 7],
  ['with a type', 'const cache: Map<string, number> = new Map()', 1, 7],
])('finds a declaration by %s', (_, source, line, column) => {
  const file = inFile(source)
  expect(declarationOf('cache', file)).toEqual({ file, line, column })
})

test('says nothing when there is a doubt', () => {
  expect(declarationOf('cache', inFile('const cache = 1\n{ const cache = 2 }'))).toBeUndefined()
  expect(declarationOf('cache', inFile('const cached = 1, $cache = 2; use(cache)'))).toBeUndefined()
})

test('a name with a dollar is no pattern', () => {
  const file = inFile('const $ = 1')
  expect(declarationOf('$', file)).toEqual({ file, line: 1, column: 7 })
})

test('says nothing of a file that is not there', () => {
  expect(declarationOf('cache', join(folder, 'missing.ts'))).toBeUndefined()
})

test('finds what is exported without a name', () => {
  const file = inFile('const a = 1\nexport default { a }\n')
  expect(declarationOf(DEFAULT_EXPORT, file)).toEqual({ file, line: 2, column: 8 })
})
