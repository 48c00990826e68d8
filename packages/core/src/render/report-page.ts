import { createHash } from 'node:crypto'
import type { LeakGroup, Place } from '../explain/leak-trace.ts'
import { partsOfGroups } from './html.ts'
import { REPORT_SCRIPT, SCRIPT_RUNS } from './report-page-script.ts'
import { reportStyle } from './report-page-style.ts'
import { shownLabel, shownSentence } from './text.ts'
import { element, xmlText } from './xml.ts'

/** A failure on the page. Texts are the user's, unescaped; places are relative to the project. */
export interface PageFailure {
  readonly testFile: string
  readonly testName: string
  readonly project?: string
  readonly retry?: number
  readonly assertion: string
  readonly headline: string
  readonly cut?: string
  readonly place?: Place
  /** Empty if the file with them could not be read. */
  readonly groups: readonly LeakGroup[]
  readonly notes: readonly string[]
  /** Who made what was not there before. Default `fn()`. */
  readonly maker?: string
  /** The picture, as `renderSvg` gives it; undefined if there is none to be shown. */
  readonly svg?: string
  /** Its other files, by what they are, with paths from the page. */
  readonly files: readonly { readonly what: string; readonly href: string }[]
}

/** Keys of the page, for its own help and for docs/report.md. */
export const PAGE_KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['j or ↓, k or ↑', 'next, previous failure'],
  ['/', 'filter the list; Esc clears it, Enter goes to the first'],
  ['+ and −, 0', 'enlarge, shrink, fit the picture'],
  ['arrow keys', 'move the picture, when it has the focus'],
  ['d', 'light, dark, or as the system has it'],
  ['?', 'show these keys'],
]

/**
 * All failures of a run as one page: nothing is loaded, and its Content-Security-Policy lets nothing but its own script and style run. Without
 * the script it shows all failures one below the other. Pictures are drawn when their failure is looked at.
 */
export function renderReportPage(failures: readonly PageFailure[]): string {
  const style = reportStyle()
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(SCRIPT_RUNS)} ${hashOf(REPORT_SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const files = new Set(failures.map(({ testFile }) => testFile)).size
  const title = `${plural(failures.length, 'leak')} in ${plural(files, 'test file')}`
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    element('title', {}, `${title} · toleak`),
    `<style>${style}</style>`,
    `<script>${SCRIPT_RUNS}</script>`,
    '<body>',
    '<header class="top">',
    element('h1', {}, title),
    `<label class="filter">Filter <input id="filter" type="search" autocomplete="off" spellcheck="false" aria-describedby="shown"></label>`,
    '<span id="shown" role="status"></span>',
    '<button id="theme" type="button" hidden>Theme: system</button>',
    '<button id="help" type="button" aria-expanded="false" aria-controls="keys" hidden>Keys</button>',
    '</header>',
    drawKeys(),
    '<div class="columns">',
    '<nav aria-label="Failures">',
    drawList(failures),
    '</nav>',
    '<main id="failures" tabindex="-1">',
    ...failures.map(drawFailure),
    '</main>',
    '</div>',
    ...failures.flatMap(({ svg }, index) =>
      svg === undefined ? [] : [dataOf(`picture-${index + 1}`, withoutStyle(svg))],
    ),
    `<script>${REPORT_SCRIPT}</script>`,
    '</body>',
    '</html>',
  ]
  return `${lines.join('\n')}\n`
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function plural(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`
}

function drawKeys(): string {
  const rows = PAGE_KEYS.map(([keys, what]) => `<dt>${xmlText(keys)}</dt><dd>${xmlText(what)}</dd>`)
  return `<section id="keys" aria-label="Keys" hidden><dl>${rows.join('')}</dl></section>`
}

/** Under each test file its failures. */
function drawList(failures: readonly PageFailure[]): string {
  const parts: string[] = []
  failures.forEach((failure, index) => {
    if (failure.testFile !== failures[index - 1]?.testFile) {
      if (index > 0) parts.push('</ul>')
      parts.push(element('h2', {}, xmlText(shownLabel(failure.testFile))), '<ul>')
    }
    parts.push(
      `<li><a href="#failure-${index + 1}">${element('span', { class: 'name' }, xmlText(shownLabel(failure.testName)))}${tags(failure)}${element('span', { class: 'what' }, xmlText(shownSentence(failure.cut ?? failure.headline)))}</a></li>`,
    )
  })
  if (failures.length > 0) parts.push('</ul>')
  return parts.join('\n')
}

/** What tells failures of one test apart. */
function tags({ project, retry }: PageFailure): string {
  return [project, retry !== undefined && `retry ${retry}`]
    .filter((tag) => typeof tag === 'string' && tag !== '')
    .map((tag) => ` ${element('span', { class: 'tag' }, xmlText(shownLabel(tag as string)))}`)
    .join('')
}

function drawFailure(failure: PageFailure, index: number): string {
  const { testFile, testName, assertion, headline, cut, place, groups, notes, maker, svg } = failure
  const number = index + 1
  const culprit =
    cut === undefined
      ? ''
      : `<p class="culprit"><strong>✂ Cut here</strong> ${xmlText(shownSentence(cut))}${place ? ` ${element('span', { class: 'place' }, xmlText(shownLabel(wordsOf(place))))}` : ''}</p>`
  const parts = [
    element('h2', { id: `title-${number}` }, xmlText(shownSentence(headline))),
    `<p class="test">${xmlText(testFile)} <span aria-hidden="true">›</span> <b>${xmlText(testName)}</b>${tags(failure)}</p>`,
    culprit,
    element('p', { class: 'assertion' }, element('code', {}, xmlText(shownLabel(assertion)))),
    ...partsOfGroups({ groups, notes, maker, placeWords: wordsOf, figure: drawFigure(failure, number) }),
    ...(groups.length === 0
      ? ['<p class="note">Its explanation was not written: the tests were stopped meanwhile.</p>']
      : []),
    drawFiles(failure, svg === undefined),
  ]
  return [
    `<article id="failure-${number}" class="toleak-report" aria-labelledby="title-${number}">`,
    ...parts.filter((part) => part !== ''),
    '</article>',
  ].join('\n')
}

/** Filled by the script when it is looked at. */
function drawFigure({ svg }: PageFailure, number: number): string {
  return svg === undefined ? '' : `<figure data-picture="picture-${number}" hidden></figure>`
}

function drawFiles({ files }: PageFailure, hasNoPicture: boolean): string {
  const links = files.map(({ what, href }) => element('a', { href }, xmlText(what)))
  const note = hasNoPicture ? 'No picture on this page. ' : ''
  return links.length === 0 && note === '' ? '' : `<p class="files">${note}${links.join(' · ')}</p>`
}

function wordsOf({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`
}

/** The page has the style of all pictures once, and its policy lets no other in. */
function withoutStyle(svg: string): string {
  return svg.replace(/<style>[\s\S]*?<\/style>/, '')
}

/** Text that only the page's script reads. No text ends the element, or begins a comment in it. */
function dataOf(id: string, text: string): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(text).replace(/</g, '\\u003c')}</script>`
}
