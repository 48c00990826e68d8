import type { Size } from './box-text.ts'
import type { PictureCaption } from './caption.ts'
import type { Picture } from './picture.ts'
import { cellsOf, ellipsiseMiddle, visibleText, wrapText } from './visible-text.ts'
import { element, tooltip, translated, xmlText } from './xml.ts'

/** Pixels per cell of the caption's proportional font, rather too many. */
const HEADLINE_CELL = 10.4
const NOTE_CELL = 7.6
const MIN_CAPTION_CELLS = 56
const HEADLINE_HEIGHT = 23
const MAX_HEADLINES = 3

/** A part of the picture that has a size. */
export interface Block extends Size {
  readonly parts: readonly string[]
}

/** What is alive, and which test it was. */
export function drawCaption(
  { headline, testName, testFile }: Required<PictureCaption>,
  graphWidth: number,
): Block {
  const room = (cell: number) => Math.max(MIN_CAPTION_CELLS, Math.floor(graphWidth / cell))
  const whole = ellipsiseMiddle(visibleText(headline), MAX_HEADLINES * room(HEADLINE_CELL))
  const headlines = wrapText(whole, room(HEADLINE_CELL))
  const below = 40 + HEADLINE_HEIGHT * (headlines.length - 1)
  const wholeLines = [testName, testFile].filter((line) => line !== '')
  const lines = wholeLines.map((line) => ellipsiseMiddle(visibleText(line), room(NOTE_CELL)))
  return {
    parts: [
      ...headlines.map((line, index) =>
        element(
          'text',
          { class: 'headline', y: 17 + HEADLINE_HEIGHT * index },
          tooltip(headline),
          xmlText(line),
        ),
      ),
      ...lines.map((line, index) =>
        element('text', { class: 'test', y: below + 20 * index }, tooltip(wholeLines[index]!), xmlText(line)),
      ),
    ],
    width: Math.max(
      ...headlines.map((line) => cellsOf(line) * HEADLINE_CELL),
      ...lines.map((line) => cellsOf(line) * NOTE_CELL),
    ),
    height: below + 20 * lines.length,
  }
}

/** Pixels of a colour's sample, and around it. */
const SAMPLE = { width: 20, height: 12, gap: 8 }
const LEGEND_GAP = 22

/** Each colour that this picture has and that does not say itself what it means, and what is missing. */
export function drawNotes({ boxes, leftOut }: Picture, graphWidth: number, maker: string): Block {
  const samples = [
    { name: 'before', text: `there before ${maker}`, shown: has(boxes, 'before') },
    { name: 'body', text: `made by ${maker}`, shown: has(boxes, 'body') },
    { name: 'survivor', text: 'still alive', shown: has(boxes, 'before') || has(boxes, 'body') },
    {
      name: 'framework',
      text: 'test framework',
      shown: boxes.some(({ role }) => role === 'framework'),
    },
  ].filter(({ shown }) => shown)
  const rows: { parts: string[]; width: number }[] = []
  const room = Math.max(graphWidth, MIN_CAPTION_CELLS * NOTE_CELL)
  for (const { name, text } of samples) {
    const width = SAMPLE.width + SAMPLE.gap + cellsOf(text) * NOTE_CELL
    let row = rows.at(-1)
    if (!row || row.width + LEGEND_GAP + width > room) rows.push((row = { parts: [], width: 0 }))
    const x = row.parts.length === 0 ? 0 : row.width + LEGEND_GAP
    const box = element('rect', { x, width: SAMPLE.width, height: SAMPLE.height, rx: 4 })
    row.parts.push(
      element('g', { class: `box ${name}` }, box),
      element('text', { class: 'note', x: x + SAMPLE.width + SAMPLE.gap, y: 10 }, xmlText(text)),
    )
    row.width = x + width
  }
  const missing = `${leftOut.toLocaleString('en-US')} more ${leftOut === 1 ? 'object is' : 'objects are'} not shown`
  if (leftOut > 0)
    rows.push({
      parts: [element('text', { class: 'note', y: 10 }, xmlText(missing))],
      width: cellsOf(missing) * NOTE_CELL,
    })
  return {
    parts: rows.map(({ parts }, index) => translated({ x: 0, y: 28 + 22 * index }, 'row', ...parts)),
    width: Math.max(0, ...rows.map(({ width }) => width)),
    height: rows.length > 0 ? 28 + 22 * rows.length - 8 : 0,
  }
}

function has(boxes: Picture['boxes'], origin: 'before' | 'body'): boolean {
  return boxes.some((box) => box.role === 'object' && box.origin === origin)
}
