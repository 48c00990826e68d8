import { stripVTControlCharacters } from 'node:util'
import type { AllocationStack, LeakGroup, LeakTrace, Place } from '../explain/leak-trace.ts'
import { byteWords } from './byte-words.ts'
import { ellipsiseMiddle, visibleText } from './visible-text.ts'

/** What a text is made of besides the groups. */
export interface TextOptions {
  /** ANSI colours. Default false. */
  readonly color?: boolean
  /** Words for a place: relative to the project, with line and column. */
  readonly placeWords: (place: Place) => string
  /** Who made what was not there before. Default `fn()`. */
  readonly maker?: string
}

/** Groups that are written out; the others are counted. */
const MOST_GROUPS = 5
const PLACE_COLUMN = 52
/** Cells of one label; V8 keeps the first 1,024 characters of a string, and names may be longer. */
const LONGEST_LABEL = 160
/** Cells of a sentence, which names two labels. */
const LONGEST_SENTENCE = 400

type Paint = (text: string, ...styles: Style[]) => string
type Style = keyof typeof ANSI

const ANSI = { bold: 1, dim: 2, red: 31, yellow: 33, cyan: 36 } as const

/** A name or words of the heap on one line of a terminal: names may hold what a terminal acts on, and have no end. */
export function shownLabel(label: string): string {
  return ellipsiseMiddle(visibleText(label), LONGEST_LABEL)
}

/** The same for a sentence, which may name two. */
export function shownSentence(sentence: string): string {
  return ellipsiseMiddle(visibleText(sentence), LONGEST_SENTENCE)
}

/** The traces of all groups as text, one below the other. */
export function renderGroups(groups: readonly LeakGroup[], options: TextOptions): string {
  const paint: Paint = options.color ? ansi : (text) => text
  const blocks = groups
    .slice(0, MOST_GROUPS)
    .map((group) => renderGroup(group, groups.length, options, paint))
  const left = groups.length - blocks.length
  if (left > 0) blocks.push(`… and ${left} more ${left === 1 ? 'way' : 'ways'} (all are in the JSON file).`)
  return blocks.join('\n\n')
}

function ansi(text: string, ...styles: Style[]): string {
  return styles.reduce(
    (painted, style) =>
      `\u001b[${ANSI[style]}m${painted}\u001b[${style === 'bold' || style === 'dim' ? 22 : 39}m`,
    text,
  )
}

function renderGroup(group: LeakGroup, groupCount: number, options: TextOptions, paint: Paint): string {
  const lines: string[] = []
  if (groupCount > 1 || group.count > 1)
    lines.push(
      `${group.count} ${group.count === 1 ? 'instance' : 'instances'} of ${shownLabel(group.className)}, 1 way:`,
      '',
    )
  lines.push(...renderTrace(group.trace, options, paint, group.retainedSize))
  for (const other of group.otherTraces)
    lines.push('', '  and in another way:', ...renderTrace(other, options, paint))
  if (group.cut) lines.push('', `${paint('Cut here:', 'bold')} ${shownSentence(group.cut.sentence)}.`)
  lines.push(...group.advice.map(shownSentence))
  if (group.allocation) lines.push('', ...renderAllocation(group.allocation, options, paint))
  return lines.join('\n')
}

/** Stacks that are written out, and the lines of each. */
const MOST_STACKS = 2
const MOST_FRAMES = 8
const FRAME_PLACE_COLUMN = 28

/** Where the survivors were created: functions, innermost first, each with the place where it is written. */
function renderAllocation(stacks: readonly AllocationStack[], options: TextOptions, paint: Paint): string[] {
  const lines = stacks.slice(0, MOST_STACKS).flatMap(({ count, frames }) => [
    `Created in${stacks.length > 1 ? ` (${count} of them)` : ''}:`,
    ...frames.slice(0, MOST_FRAMES).map(({ label, place, calls }) => {
      const words = shownLabel(label)
      if (place)
        return withPlace(`  ${words}`, visibleText(options.placeWords(place)), paint, FRAME_PLACE_COLUMN)
      return paint(`  … ${calls} ${calls === 1 ? 'call' : 'calls'} in ${words}`, 'dim')
    }),
    ...(frames.length > MOST_FRAMES
      ? [paint(`  … ${frames.length - MOST_FRAMES} more (all are in the JSON file)`, 'dim')]
      : []),
  ])
  const left = stacks.length - MOST_STACKS
  if (left > 0) lines.push(`… and in ${left} more ${left === 1 ? 'way' : 'ways'} (all are in the JSON file).`)
  return lines
}

function renderTrace(trace: LeakTrace, options: TextOptions, paint: Paint, retainedSize?: number): string[] {
  const placeWords = (place: Place) => visibleText(options.placeWords(place))
  const rootPlace = trace.root.place && placeWords(trace.root.place)
  const lines = [withPlace(`  GC root: ${shownLabel(trace.root.label)}`, rootPlace, paint)]
  trace.steps.forEach((step, index) => {
    const isLast = index === trace.steps.length - 1
    const indent = index === 0 ? '  │ ' : '  │    '
    const suspect = step.status === 'suspect'
    const words = shownLabel(step.edge)
    const edge = suspect ? paint(words, 'red', 'bold') : words
    lines.push(withPlace(indent + edge, step.edgePlace && placeWords(step.edgePlace), paint))
    if (suspect) lines.push(indent + paint('~'.repeat([...words].length), 'red'))
    if (step.note) lines.push(`${indent}${paint(`(${shownSentence(step.note)})`, 'dim')}`)
    const waiting = step.suspendedAt && `suspended at ${placeWords(step.suspendedAt)}`
    const born = step.origin === 'body' && `born in ${options.maker ?? 'fn()'}`
    const retains = isLast && retainedSize !== undefined && `retains ${byteWords(retainedSize)}`
    const place = [step.place && placeWords(step.place), waiting, born, retains].filter(Boolean).join(', ')
    const name = shownLabel(step.label)
    const preview = step.preview === undefined ? '' : `  ${shownLabel(step.preview)}`
    const label = isLast ? `${paint(name, 'bold')}  @${step.nodeId}${preview}` : name
    lines.push(withPlace(`  ${isLast ? '╰▶' : '├─'} ${label}`, place, paint))
  })
  return lines
}

function withPlace(
  text: string,
  place: string | undefined,
  paint: Paint,
  placeColumn = PLACE_COLUMN,
): string {
  if (place === undefined || place === '') return text
  const missing = Math.max(0, placeColumn - stripVTControlCharacters(text).length)
  return `${text}${' '.repeat(missing)} ${paint(place, 'cyan')}`
}
