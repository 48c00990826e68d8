import type { LeakGroup, LeakTrace, Place, TraceStep } from '../explain/leak-trace.ts'
import { byteWords } from './byte-words.ts'
import type { PictureCaption } from './caption.ts'
import { HTML_STYLE } from './html-style.ts'
import { shownLabel } from './text.ts'
import { element, xmlText } from './xml.ts'

/** What a section is made of. User text, unescaped. */
export interface HtmlInput {
  /** First sentence: `1 instance of Session is still alive …`. */
  readonly headline: string
  readonly caption: PictureCaption
  /** Biggest first; the first is shown, the others unfold. */
  readonly groups: readonly LeakGroup[]
  /** Sentences after the groups. */
  readonly notes: readonly string[]
  /** The picture, as `renderSvg` gives it. */
  readonly svg: string
  /** Words for a place: relative to the project, with line and column. */
  readonly placeWords: (place: Place) => string
}

/** Groups that are written out; the others are counted. */
const MOST_GROUPS = 20

/**
 * A report as one `<section class="toleak-report">` for any page: style included, no script, nothing loaded, light and dark. The same
 * text for the same report.
 */
export function renderHtml({ headline, caption, groups, notes, svg, placeWords }: HtmlInput): string {
  const [first, ...others] = groups.slice(0, MOST_GROUPS)
  const left = groups.length - MOST_GROUPS
  const parts = [
    element('style', {}, `\n${HTML_STYLE}\n`),
    element('h2', {}, xmlText(headline)),
    ...[caption.testName, caption.testFile ?? '']
      .filter(Boolean)
      .map((line) => element('p', { class: 'test' }, xmlText(line))),
    ...(first ? [drawGroup(first, groups.length, placeWords)] : []),
    ...(groups.length > 0 ? [element('figure', {}, `\n${svg.trim()}\n`)] : []),
    ...others.map((group) => unfolding(group, placeWords)),
    ...(left > 0
      ? [element('p', {}, `… and ${left} more ${left === 1 ? 'way' : 'ways'} (all are in the JSON file).`)]
      : []),
    ...notes.map((note) => element('p', { class: 'note' }, xmlText(note))),
  ]
  return `${element('section', { class: 'toleak-report' }, ...parts.map((part) => `\n${part}`), '\n')}\n`
}

function countWords({ count, className }: LeakGroup): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'instance' : 'instances'} of ${shownLabel(className)}`
}

function drawGroup(group: LeakGroup, groupCount: number, placeWords: HtmlInput['placeWords']): string {
  const isOnly = groupCount === 1 && group.count === 1
  const title = isOnly ? [] : [element('h3', {}, xmlText(`${countWords(group)}, 1 way`))]
  return element(
    'div',
    { class: 'way' },
    ...[...title, ...linesOfGroup(group, placeWords)].map(indented),
    '\n',
  )
}

function unfolding(group: LeakGroup, placeWords: HtmlInput['placeWords']): string {
  const summary = element('summary', {}, xmlText(`${countWords(group)}, another way`))
  return element('details', {}, ...[summary, ...linesOfGroup(group, placeWords)].map(indented), '\n')
}

function indented(part: string): string {
  return `\n${part}`
}

function linesOfGroup(group: LeakGroup, placeWords: HtmlInput['placeWords']): string[] {
  const { trace, otherTraces, cut, advice, retainedSize } = group
  return [
    drawTrace(trace, { retainedSize }, placeWords),
    ...otherTraces.flatMap((other) => [
      element('p', {}, 'and in another way:'),
      drawTrace(other, {}, placeWords),
    ]),
    ...(cut
      ? [element('p', { class: 'cut' }, `<strong>✂ Cut here:</strong> ${xmlText(cut.sentence)}.`)]
      : []),
    ...advice.map((line) => element('p', { class: 'advice' }, xmlText(line))),
  ]
}

/** @param last of the survivor, which is the last step: what goes with it */
function drawTrace(
  { root, steps }: LeakTrace,
  last: Pick<LeakGroup, 'retainedSize'>,
  placeWords: HtmlInput['placeWords'],
): string {
  const first = element(
    'li',
    { class: 'root' },
    spans([
      ['kind', 'GC root'],
      ['object', shownLabel(root.label)],
      ['place', root.place && placeWords(root.place)],
    ]),
  )
  const others = steps.map((step, index) =>
    drawStep(step, index === steps.length - 1 ? last : undefined, placeWords),
  )
  return element('ol', { class: 'steps' }, ...[first, ...others].map(indented), '\n')
}

/** @param last of the survivor, which is the last step: what goes with it */
function drawStep(
  step: TraceStep,
  last: Pick<LeakGroup, 'retainedSize'> | undefined,
  placeWords: HtmlInput['placeWords'],
): string {
  const classes = [step.status === 'suspect' ? 'suspect' : '', last ? 'survivor' : '']
  const facts = [
    step.suspendedAt && `suspended at ${placeWords(step.suspendedAt)}`,
    step.origin === 'body' && 'born in fn()',
    last?.retainedSize !== undefined && `retains ${byteWords(last.retainedSize)}`,
  ]
  return element(
    'li',
    { class: classes.filter(Boolean).join(' ') },
    spans([
      ['edge', shownLabel(step.edge)],
      ['place', step.edgePlace && placeWords(step.edgePlace)],
    ]),
    '<br>',
    spans([
      ['object', shownLabel(step.label)],
      ['id', last && `@${step.nodeId}`],
      ['preview', step.preview && shownLabel(step.preview)],
      ['place', step.place && placeWords(step.place)],
      ['fact', facts.filter(Boolean).join(', ')],
    ]),
  )
}

function spans(parts: readonly (readonly [name: string, text: string | undefined])[]): string {
  return parts
    .filter(([, text]) => text !== undefined && text !== '')
    .map(([name, text]) => element(name === 'edge' ? 'b' : 'span', { class: name }, xmlText(text!)))
    .join(' ')
}
