import { describe, expect, it } from 'vitest'
import type { Column } from '../src/table.ts'
import { renderTable } from '../src/table.ts'
import { cellsOf } from '../src/terminal-text.ts'

const COLUMNS: readonly Column[] = [
  { heading: 'count', holds: 'figures' },
  { heading: 'class', holds: 'text' },
  { heading: 'place', holds: 'text' },
]

describe('renderTable', () => {
  it('sets figures at the right and text at the left, with no blanks at the end', () => {
    const rows = [
      ['1,234', 'Session', 'a.ts:1:1'],
      ['5', 'Set', ''],
    ]
    expect(renderTable(COLUMNS, rows, 80)).toEqual([
      'count  class    place',
      '1,234  Session  a.ts:1:1',
      '    5  Set',
    ])
  })

  it('is no wider than the screen: the widest text gives way first, both its ends stay', () => {
    const rows = [['1', `Begin${'x'.repeat(200)}End`, 'src/session.ts:1:1']]
    const lines = renderTable(COLUMNS, rows, 60)
    expect(Math.max(...lines.map(cellsOf))).toBe(60)
    expect(lines[1]).toMatch(/^ {4}1 {2}Beginx+…x+End {2}src\/session\.ts:1:1$/)
  })

  it('never cuts a figure', () => {
    const lines = renderTable(COLUMNS, [['123,456,789,012,345', 'x'.repeat(50), 'y'.repeat(50)]], 30)
    expect(lines[1]).toMatch(/^123,456,789,012,345 {2}xxxxxx…xxxxx {2}yyyyyy…yyyyy$/)
  })

  it('stays a table whatever the text is: wide letters, marks, newlines, escapes', () => {
    const rows = ['漢字', 'e\u0301', 'a\nb', '\u001b[31mred', '👩‍💻'].map((name) => ['1', name, 'here'])
    const lines = renderTable(COLUMNS, rows, 80)
    const placeAt = (line: string) => cellsOf(line.slice(0, line.indexOf('here')))
    expect(new Set(lines.slice(1).map(placeAt)).size).toBe(1)
    expect(lines.join('')).not.toMatch(/[\n\u001b]/)
  })
})
