import type { LeakGraph } from '../explain/leak-graph.ts'
import type { Picture, PictureArrow, PictureBox } from './picture.ts'
import { pictureOf } from './picture.ts'
import { ellipsiseMiddle, visibleText } from './visible-text.ts'

/** Boxes that still read well in a comment or a summary. */
const MAX_BOXES = 20
const MAX_LABELS = 2
/** Cells of one line. */
const LINE_CELLS = 72

/** What boxes look like, on white paper and on dark. */
const CLASSES = {
  root: 'fill:#ffffff,stroke:#4a5361,stroke-width:2px,color:#1d232c',
  object: 'fill:#ffffff,stroke:#8d97a5,color:#1d232c',
  before: 'fill:#eaedf1,stroke:#b3bbc6,color:#1d232c',
  body: 'fill:#fff1ef,stroke:#e08b86,color:#1d232c',
  framework: 'fill:#f6f8fa,stroke:#aab2bd,color:#5d6673,stroke-dasharray:4 3',
  survivor: 'fill:#cf222e,stroke:#cf222e,color:#ffffff',
  note: 'fill:none,stroke:none,color:#8d97a5',
} as const
const CUT_STYLE = 'stroke:#d9480f,stroke-width:4px'

/**
 * The picture of a leak graph as a Mermaid flowchart of at most 20 boxes, for pages that draw such: comments, job summaries, wikis. The
 * same text for the same graph; no text of the user can end a label or be read as Markdown or HTML.
 */
export function renderMermaid(graph: LeakGraph): string {
  const picture = pictureOf(graph, MAX_BOXES)
  const classes = picture.boxes.map(classOf)
  const lines = ['flowchart TD', ...picture.boxes.map(boxLine), ...picture.arrows.map(arrowLine)]
  const note = noteOf(picture)
  if (note !== undefined) lines.push(`note["${mermaidText(note)}"]:::note`)
  const cuts = picture.arrows.flatMap(({ cut }, index) => (cut ? [index] : []))
  if (cuts.length > 0) lines.push(`linkStyle ${cuts.join(',')} ${CUT_STYLE}`)
  for (const [name, style] of Object.entries(CLASSES))
    if (classes.includes(name as BoxClass) || (name === 'note' && note !== undefined))
      lines.push(`classDef ${name} ${style}`)
  return `${lines.join('\n  ')}\n`
}

type BoxClass = Exclude<keyof typeof CLASSES, 'note'>

function classOf({ role, origin }: PictureBox): BoxClass {
  return role === 'object' ? (origin ?? 'object') : role
}

function noteOf({ boxes, leftOut }: Picture): string | undefined {
  if (boxes.length === 0) return 'nothing is still alive'
  if (leftOut === 0) return undefined
  return `${leftOut.toLocaleString('en-US')} more ${leftOut === 1 ? 'object is' : 'objects are'} not shown`
}

function boxLine(box: PictureBox, index: number): string {
  const { label, className, preview, place, count } = box
  const title = shown(label || className || '(no name)')
  const lines = [
    `${box.role === 'root' ? 'GC root: ' : ''}${title}${count > 1 ? ` × ${count.toLocaleString('en-US')}` : ''}`,
    ...[preview, place].flatMap((line) => (line ? [shown(line)] : [])),
  ]
  const text = `"${lines.map(mermaidText).join('<br/>')}"`
  return `b${index}${box.role === 'root' ? `([${text}])` : `[${text}]`}:::${classOf(box)}`
}

function arrowLine({ from, to, labels, cut, leftOut }: PictureArrow): string {
  const named = labels.filter((label) => label !== '')
  const lines = named.slice(0, MAX_LABELS).map(shown)
  if (named.length > MAX_LABELS) lines.push(`and ${named.length - MAX_LABELS} more`)
  if (leftOut > 0) lines.push(`… ${leftOut.toLocaleString('en-US')} in between …`)
  if (cut) lines.unshift('✂ cut here')
  const arrow = cut ? '==>' : leftOut > 0 ? '-.->' : '-->'
  const text = lines.length > 0 ? `|"${lines.map(mermaidText).join('<br/>')}"|` : ''
  return `b${from} ${arrow}${text} b${to}`
}

/** Mermaid breaks a line at a backslash and an n, however these are spelled: another stroke stands for it. */
function shown(text: string): string {
  return ellipsiseMiddle(visibleText(text), LINE_CELLS).replaceAll('\\n', '\u29f5n')
}

/** What means something to Mermaid, to HTML or to Markdown: all but letters, digits, a few marks, and dots, dashes and colons within words. */
const TELLING =
  /(?!(?<=\p{L})[.-](?=\p{L})|(?<=[\p{L}\p{N}]):(?=\d))[^\p{L}\p{M}\p{N} ,/✂×…\u29f5\u200c\u200d]/gu

/** Mermaid has no escape character, but `#34;` for a quote. */
function mermaidText(text: string): string {
  return text.replace(TELLING, (character) => `#${character.codePointAt(0)};`)
}
