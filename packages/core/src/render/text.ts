import { stripVTControlCharacters } from 'node:util'
import type { LeakGroup, LeakTrace, Place } from '../explain/leak-trace.ts'

/** What a text is made of besides the groups. */
export interface TextOptions {
  /** ANSI colours. Default false. */
  readonly color?: boolean
  /** Words for a place: relative to the project, with line and column. */
  readonly placeWords: (place: Place) => string
}

/** Groups that are written out; the others are counted. */
const MOST_GROUPS = 5
const PLACE_COLUMN = 52

type Paint = (text: string, ...styles: Style[]) => string
type Style = keyof typeof ANSI

const ANSI = { bold: 1, dim: 2, red: 31, yellow: 33, cyan: 36 } as const

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
      `${group.count} ${group.count === 1 ? 'instance' : 'instances'} of ${group.className}, 1 way:`,
      '',
    )
  lines.push(...renderTrace(group.trace, options, paint))
  if (group.cut) lines.push('', `${paint('Cut here:', 'bold')} ${group.cut.sentence}.`)
  lines.push(...group.advice)
  return lines.join('\n')
}

function renderTrace(trace: LeakTrace, { placeWords }: TextOptions, paint: Paint): string[] {
  const lines = [
    withPlace(`  GC root: ${trace.root.label}`, trace.root.place && placeWords(trace.root.place), paint),
  ]
  trace.steps.forEach((step, index) => {
    const isLast = index === trace.steps.length - 1
    const indent = index === 0 ? '  │ ' : '  │    '
    const suspect = step.status === 'suspect'
    const edge = suspect ? paint(step.edge, 'red', 'bold') : step.edge
    lines.push(withPlace(indent + edge, step.edgePlace && placeWords(step.edgePlace), paint))
    if (suspect) lines.push(indent + paint('~'.repeat([...step.edge].length), 'red'))
    const waiting = step.suspendedAt && `suspended at ${placeWords(step.suspendedAt)}`
    const place = [step.place && placeWords(step.place), waiting].filter(Boolean).join(', ')
    const label = isLast ? `${paint(step.label, 'bold')}  @${step.nodeId}` : step.label
    lines.push(withPlace(`  ${isLast ? '╰▶' : '├─'} ${label}`, place, paint))
  })
  return lines
}

function withPlace(text: string, place: string | undefined, paint: Paint): string {
  if (place === undefined || place === '') return text
  const missing = Math.max(0, PLACE_COLUMN - stripVTControlCharacters(text).length)
  return `${text}${' '.repeat(missing)} ${paint(place, 'cyan')}`
}
