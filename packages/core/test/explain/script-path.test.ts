import { expect, it } from 'vitest'
import { scriptPath } from '../../src/explain/script-path.ts'

it.each([
  ['/project/src/a.js', '/project/src/a.js'],
  ['file:///project/src/a%20b.js', '/project/src/a b.js'],
  ['file:///project/src/a.js?v=2', '/project/src/a.js'],
  ['node:fs', 'node:fs'],
  ['https://example.org/app.js', 'https://example.org/app.js'],
  ['file://host/elsewhere', 'file://host/elsewhere'],
])('%s is %s', (url, path) => {
  expect(scriptPath(url)).toBe(path)
})
