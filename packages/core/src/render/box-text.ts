import { cellsOf, ellipsiseMiddle, visibleText, wrapText } from './visible-text.ts'
import type { PictureArrow, PictureBox } from './picture.ts'

/** A line of text, ready to be drawn. */
export interface TextLine {
  readonly kind: TextKind
  readonly text: string
}

/** `over`: small words above a title; `more`: what is not shown. */
export type TextKind = 'over' | 'title' | 'preview' | 'place' | 'more' | 'edge' | 'cut'

/** Width and height in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels. A cell is 0.61 of the font size: the widest of the usual code fonts (DejaVu Sans Mono) takes 0.602. */
export const FONT_SIZE: Readonly<Record<TextKind, number>> = {
  over: 10.5,
  title: 13,
  preview: 11,
  place: 11,
  more: 11,
  edge: 12,
  cut: 13,
}
const CELL = 0.61
const LINE_HEIGHT = 1.45

const TITLE_CELLS = 34
const EDGE_CELLS = 30
const PLACE_CELLS = 52
/** Longer words are shown by their beginning and end; the tooltip has them whole. */
const LABEL_CELLS = 100
const MAX_EDGE_LABELS = 4

/** The lines in a box. */
export function linesOfBox({
  role,
  label,
  className,
  preview,
  place,
  count,
  moreParents,
}: PictureBox): TextLine[] {
  const lines: TextLine[] = []
  if (role === 'root') lines.push({ kind: 'over', text: 'GC root' })
  const times = count > 1 ? ` × ${counted(count)}` : ''
  const title = ellipsiseMiddle(visibleText(label || className || '(no name)'), LABEL_CELLS) + times
  lines.push(...wrapText(title, TITLE_CELLS).map((text) => ({ kind: 'title' as const, text })))
  if (preview) lines.push({ kind: 'preview', text: ellipsiseMiddle(visibleText(preview), PLACE_CELLS) })
  if (place) lines.push(...linesOfPlace(place).map((text) => ({ kind: 'place' as const, text })))
  if (moreParents > 0) lines.push({ kind: 'more', text: `held by ${counted(moreParents)} more` })
  return lines
}

/** A long place breaks where its next part begins: `src/worker.ts:3:1,` `suspended at src/worker.ts:5:17`. */
function linesOfPlace(place: string): string[] {
  const text = ellipsiseMiddle(visibleText(place), LABEL_CELLS)
  const parts = cellsOf(text) > PLACE_CELLS ? text.split(/(?<=,) /) : [text]
  return parts.flatMap((part) => wrapText(part, PLACE_CELLS))
}

/** The lines at an arrow. */
export function linesOfArrow({ labels, place, cut, leftOut }: PictureArrow): TextLine[] {
  const lines: TextLine[] = cut ? [{ kind: 'cut', text: 'cut here' }] : []
  if (leftOut > 0) lines.push({ kind: 'more', text: `… ${counted(leftOut)} in between …` })
  const shown = labels.filter((label) => label !== '')
  for (const label of shown.slice(
    0,
    shown.length > MAX_EDGE_LABELS ? MAX_EDGE_LABELS - 1 : MAX_EDGE_LABELS,
  )) {
    const text = ellipsiseMiddle(visibleText(label), LABEL_CELLS)
    lines.push(...wrapText(text, EDGE_CELLS).map((line) => ({ kind: 'edge' as const, text: line })))
  }
  if (place) lines.push(...linesOfPlace(place).map((text) => ({ kind: 'place' as const, text })))
  if (shown.length > MAX_EDGE_LABELS)
    lines.push({ kind: 'more', text: `and ${shown.length - MAX_EDGE_LABELS + 1} more` })
  return lines
}

/** Room that lines take, without any margin. */
export function sizeOfLines(lines: readonly TextLine[]): Size {
  return {
    width: Math.ceil(Math.max(0, ...lines.map(widthOfLine))),
    height: Math.ceil(lines.reduce((height, line) => height + heightOfLine(line), 0)),
  }
}

/** Pixels. */
function widthOfLine({ kind, text }: TextLine): number {
  return cellsOf(text) * CELL * FONT_SIZE[kind]
}

/** Pixels, the space to the next line included. */
export function heightOfLine({ kind }: TextLine): number {
  return FONT_SIZE[kind] * LINE_HEIGHT
}

function counted(count: number): string {
  return count.toLocaleString('en-US')
}
