import { expect, test } from 'vitest'
import { renderSummary } from '../../src/render/report-summary.ts'

const failure = {
  testFile: 'test/a.test.ts',
  testName: 'keeps nothing',
  project: 'jsdom',
  retry: 2,
  headline: '1 instance of Session is still alive.',
  cut: 'variable kept',
  text: 'GC root: module\n╰▶ Session',
  mermaid: 'flowchart TD\n  b0["x"]\n',
}

/** The text as a reader sees it: numbers for characters resolved. */
const shown = (markdown: string) =>
  markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

test('a table, and of each failure the text and the graph', () => {
  expect(shown(renderSummary([failure]))).toBe(`### toleak: 1 leak

| test | leak | cut here |
| --- | --- | --- |
| test/a.test.ts › keeps nothing (jsdom, retry 2) | 1 instance of Session is still alive. | variable kept |

<details><summary>test/a.test.ts › keeps nothing (jsdom, retry 2)</summary>

\`\`\`text
GC root: module
╰▶ Session
\`\`\`

\`\`\`mermaid
flowchart TD
  b0["x"]
\`\`\`

</details>
`)
})

test('no name makes a cell, a tag, a link or a mention, and no text ends its fence', () => {
  const name = '| <img src=x> [a](http://b) @ada `c` **d**\n| e'
  const markdown = renderSummary([
    { ...failure, testName: name, headline: name, text: '```\n````js\nend', mermaid: undefined },
  ])
  const [, , , , row] = markdown.split('\n')
  expect(row!.match(/\|/g)).toHaveLength(4)
  expect(row).not.toMatch(/[<>@`*[\]]/)
  expect(markdown).toContain('\n`````text\n```\n````js\nend\n`````\n')
})

test('it is never larger than it may be, and says what is left out', () => {
  const many = Array.from({ length: 300 }, () => ({ ...failure, text: 'ü'.repeat(20_000) }))
  const markdown = renderSummary(many, 100_000)
  expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(100_000)
  expect(markdown).toMatch(/… and 200 more \|/)
  expect(markdown).toMatch(/… and 29\d more in full in the report\.\n$/)
  expect(Buffer.byteLength(renderSummary(many))).toBeLessThan(1024 * 1024)
})
