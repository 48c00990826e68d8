import { visibleText } from './visible-text.ts'

/** A failure in a summary. Texts are the user's, unescaped. */
export interface SummaryFailure {
  readonly testFile: string
  readonly testName: string
  readonly project?: string
  readonly retry?: number
  readonly headline: string
  readonly cut?: string
  /** The explanation as text; undefined if it was not written. */
  readonly text?: string
  /** Its graph as Mermaid. */
  readonly mermaid?: string
}

/** GitHub refuses the summary of a step that is larger than 1024 KiB; what others add must fit, too. */
export const MOST_BYTES = 900_000
/** Rows of the table; a page of them is read by nobody. */
const MOST_ROWS = 100
/** Larger drawings are for the report's page. */
const MOST_MERMAID = 6000
const MOST_TEXT = 8000

/**
 * All failures as GitHub's Markdown: a table, and of as many as fit the text and a small graph.
 *
 * @param mostBytes of the text in UTF-8
 */
export function renderSummary(failures: readonly SummaryFailure[], mostBytes = MOST_BYTES): string {
  const rows = failures.slice(0, MOST_ROWS).map(rowOf)
  if (failures.length > MOST_ROWS) rows.push(`| … and ${failures.length - MOST_ROWS} more | | |`)
  const head = [
    `### toleak: ${failures.length} ${failures.length === 1 ? 'leak' : 'leaks'}`,
    '',
    '| test | leak | cut here |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
  // room for the sentence on what is left out
  let left = mostBytes - Buffer.byteLength(head) - 200
  const parts: string[] = []
  for (const failure of failures) {
    const part = detailsOf(failure)
    left -= Buffer.byteLength(part)
    if (left < 0) break
    parts.push(part)
  }
  const missing = failures.length - parts.length
  if (missing > 0) parts.push(`\n… and ${missing} more in full in the report.\n`)
  return head + parts.join('')
}

function rowOf({ headline, cut = '', ...failure }: SummaryFailure): string {
  return `| ${[nameOf(failure), headline, cut].map(cellOf).join(' | ')} |`
}

function nameOf({ testFile, testName, project, retry }: Omit<SummaryFailure, 'headline'>): string {
  const tags = [project, retry !== undefined && `retry ${retry}`].filter(Boolean)
  return `${testFile} › ${testName}${tags.length > 0 ? ` (${tags.join(', ')})` : ''}`
}

function detailsOf({ text, mermaid, ...failure }: SummaryFailure): string {
  if (text === undefined) return ''
  const lines = [
    '',
    `<details><summary>${cellOf(nameOf(failure))}</summary>`,
    '',
    fenced(clipped(text), 'text'),
  ]
  // a fence of Mermaid's may hold no line of backticks, and has none: each is spelled as a number
  if (mermaid !== undefined && mermaid.length <= MOST_MERMAID)
    lines.push('', fenced(mermaid.trimEnd(), 'mermaid'))
  return [...lines, '', '</details>', ''].join('\n')
}

function clipped(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT).replace(/[\ud800-\udbff]$/, '')}\n…`
}

/** In a fence that is longer than any that the text holds. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}

/** What means something to Markdown, or to the HTML in it. */
const TELLING = /[\\`*_{}[\]()<>#+\-!|~&@$:"'=.]/g

/** Text that Markdown shows as it is: no table, link, mention or tag can come of it. */
export function cellOf(text: string): string {
  return visibleText(text).replace(TELLING, (character) => `&#${character.codePointAt(0)};`)
}
