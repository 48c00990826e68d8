import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../../..')
const page = readFileSync(join(root, 'docs/pitfalls.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\|\s+\d+ \|/.test(line))
const numberOf = (row: string) => Number(/\d+/.exec(row)?.[0])

test('every pitfall of the list is on the page once', () => {
  const numbers = rows.map(numberOf).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

test('every pitfall has tests of its number where the page says, or a reason to have none', () => {
  for (const row of rows) {
    const files = [...row.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file]) => file)
    const number = numberOf(row)
    if (page.indexOf(row) > page.indexOf('## Not tested')) expect(row.length, row).toBeGreaterThan(100)
    else expect(files, `pitfall ${number}`).not.toEqual([])
    for (const file of files)
      expect(readFileSync(join(root, file), 'utf8'), file).toMatch(new RegExp(`pitfalls? ${number}\\b`))
  }
})
