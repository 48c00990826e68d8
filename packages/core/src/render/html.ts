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

/** What the words of a step depend on. */
interface StepWords extends Pick<HtmlInput, 'placeWords'> {
  readonly maker: string
}

/** Groups that are written out; the others are counted. */
const MOST_GROUPS = 20

/**
 * A report as one `<section class="toleak-report">` for any page: style included, no script, nothing loaded, light and dark. The same
 * text for the same report.
 */
export function renderHtml({ headline, caption, svg, ...input }: HtmlInput): string {
  const parts = [
    element('style', {}, `\n${HTML_STYLE}\n`),
    element('h2', {}, xmlText(headline)),
    ...[caption.testName, caption.testFile ?? '']
      .filter(Boolean)
      .map((line) => element('p', { class: 'test' }, xmlText(line))),
    ...partsOfGroups({
      ...input,
      maker: caption.maker,
      figure: input.groups.length > 0 ? element('figure', {}, `\n${svg.trim()}\n`) : '',
    }),
  ]
  return `${element('section', { class: 'toleak-report' }, ...parts.map((part) => `\n${part}`), '\n')}\n`
}

/** What the part of a section below its headline is made of. */
export interface GroupsInput extends Pick<HtmlInput, 'groups' | 'notes' | 'placeWords'> {
  /** Who made what was not there before. Default `fn()`. */
  readonly maker?: string
  /** HTML that comes below the first group: the picture. */
  readonly figure: string
}

/** The groups and the sentences after them, as elements one below the other. */
export function partsOfGroups({ groups, notes, placeWords, maker = 'fn()', figure }: GroupsInput): string[] {
  const [first, ...others] = groups.slice(0, MOST_GROUPS)
  const left = groups.length - MOST_GROUPS
  const words: StepWords = { placeWords, maker }
  return [
    ...(first ? [drawGroup(first, groups.length, words)] : []),
    ...(figure === '' ? [] : [figure]),
    ...others.map((group) => unfolding(group, words)),
    ...(left > 0
      ? [element('p', {}, `… and ${left} more ${left === 1 ? 'way' : 'ways'} (all are in the JSON file).`)]
      : []),
    ...notes.map((note) => element('p', { class: 'note' }, xmlText(note))),
  ]
}

function countWords({ count, className }: LeakGroup): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'instance' : 'instances'} of ${shownLabel(className)}`
}

function drawGroup(group: LeakGroup, groupCount: number, words: StepWords): string {
  const isOnly = groupCount === 1 && group.count === 1
  const title = isOnly ? [] : [element('h3', {}, xmlText(`${countWords(group)}, 1 way`))]
  return element('div', { class: 'way' }, ...[...title, ...linesOfGroup(group, words)].map(indented), '\n')
}

function unfolding(group: LeakGroup, words: StepWords): string {
  const summary = element('summary', {}, xmlText(`${countWords(group)}, another way`))
  return element('details', {}, ...[summary, ...linesOfGroup(group, words)].map(indented), '\n')
}

function indented(part: string): string {
  return `\n${part}`
}

function linesOfGroup(group: LeakGroup, words: StepWords): string[] {
  const { trace, otherTraces, cut, advice, retainedSize } = group
  return [
    drawTrace(trace, { retainedSize }, words),
    ...otherTraces.flatMap((other) => [element('p', {}, 'and in another way:'), drawTrace(other, {}, words)]),
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
  words: StepWords,
): string {
  const first = element(
    'li',
    { class: 'root' },
    spans([
      ['kind', 'GC root'],
      ['object', shownLabel(root.label)],
      ['place', root.place && words.placeWords(root.place)],
    ]),
  )
  const others = steps.map((step, index) =>
    drawStep(step, index === steps.length - 1 ? last : undefined, words),
  )
  return element('ol', { class: 'steps' }, ...[first, ...others].map(indented), '\n')
}

/** @param last of the survivor, which is the last step: what goes with it */
function drawStep(
  step: TraceStep,
  last: Pick<LeakGroup, 'retainedSize'> | undefined,
  words: StepWords,
): string {
  const classes = [step.status === 'suspect' ? 'suspect' : '', last ? 'survivor' : '']
  const facts = [
    step.suspendedAt && `suspended at ${words.placeWords(step.suspendedAt)}`,
    step.origin === 'body' && `born in ${words.maker}`,
    last?.retainedSize !== undefined && `retains ${byteWords(last.retainedSize)}`,
  ]
  return element(
    'li',
    { class: classes.filter(Boolean).join(' ') },
    spans([
      ['edge', shownLabel(step.edge)],
      ['place', step.edgePlace && words.placeWords(step.edgePlace)],
    ]),
    '<br>',
    spans([
      ['object', shownLabel(step.label)],
      ['id', last && `@${step.nodeId}`],
      ['preview', step.preview && shownLabel(step.preview)],
      ['place', step.place && words.placeWords(step.place)],
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
