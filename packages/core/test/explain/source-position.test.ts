import { afterEach, expect, test } from 'vitest'
import { originalPlace } from '../../src/explain/source-position.ts'

const path = '/project/src/mapped.js'
// line 1 of the generated file comes from line 3, column 5 of mapped.ts
const inlineMap = (sources: string[]) =>
  `data:application/json;base64,${Buffer.from(JSON.stringify({ version: 3, sources, names: [], mappings: 'AAEI' })).toString('base64')}`

const prepareStackTrace = Error.prepareStackTrace
afterEach(() => {
  Error.prepareStackTrace = prepareStackTrace
})

test('by the inline map of the script', () => {
  const sourceMapUrl = inlineMap(['mapped.ts'])
  expect(originalPlace({ path, line: 0, column: 0, sourceMapUrl })).toEqual({
    file: '/project/src/mapped.ts',
    line: 3,
    column: 5,
  })
})

test.each([
  ['/elsewhere/a.ts', '/elsewhere/a.ts'],
  ['../b.ts', '/project/b.ts'],
  ['file:///c%20d.ts', '/c d.ts'],
])('a source %s is %s', (source, file) => {
  expect(originalPlace({ path, line: 0, column: 0, sourceMapUrl: inlineMap([source]) }).file).toBe(file)
})

test("by the runner's stack traces", () => {
  Error.prepareStackTrace = (_, [site]) =>
    `Error\n    at f (${site.getFileName()?.replace('.js', '.ts')}:${(site.getLineNumber() ?? 0) + 10}:7)`
  const place = originalPlace({ path: '/project/src/unmapped.js', line: 0, column: 3, sourceMapUrl: '' })
  expect(place).toEqual({ file: '/project/src/unmapped.ts', line: 11, column: 7 })
})

test('itself, counted from 1, when nothing maps it', () => {
  Reflect.deleteProperty(Error, 'prepareStackTrace')
  expect(originalPlace({ path: '/nowhere/plain.js', line: 4, column: 2, sourceMapUrl: '' })).toEqual({
    file: '/nowhere/plain.js',
    line: 5,
    column: 3,
  })
})

test('itself when the map is broken or the runner throws', () => {
  Error.prepareStackTrace = () => {
    throw new Error('no')
  }
  const sourceMapUrl = 'data:application/json;base64,bm90IGpzb24='
  expect(originalPlace({ path: '/nowhere/plain.js', line: 0, column: 0, sourceMapUrl })).toMatchObject({
    line: 1,
    column: 1,
  })
})
