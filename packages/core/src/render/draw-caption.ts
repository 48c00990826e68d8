import type { Size } from './box-text.ts'
import type { PictureCaption } from './caption.ts'
import type { Picture } from './picture.ts'
import { cellsOf, ellipsiseMiddle, visibleText } from './visible-text.ts'
import { element, tooltip, translated, xmlText } from './xml.ts'

/** Pixels per cell of the caption's proportional font, rather too many. */
const HEADLINE_CELL = 10.4
const NOTE_CELL = 7.6
const MIN_CAPTION_CELLS = 56

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
  const first = ellipsiseMiddle(visibleText(headline), room(HEADLINE_CELL))
  const wholeLines = [testName, testFile].filter((line) => line !== '')
  const lines = wholeLines.map((line) => ellipsiseMiddle(visibleText(line), room(NOTE_CELL)))
  return {
    parts: [
      element('text', { class: 'headline', y: 17 }, tooltip(headline), xmlText(first)),
      ...lines.map((line, index) =>
        element('text', { class: 'test', y: 40 + 20 * index }, tooltip(wholeLines[index]!), xmlText(line)),
      ),
    ],
    width: Math.max(cellsOf(first) * HEADLINE_CELL, ...lines.map((line) => cellsOf(line) * NOTE_CELL)),
    height: 40 + 20 * lines.length,
  }
}

/** What colours mean where they do not say it themselves, and what is missing. */
export function drawNotes({ boxes, leftOut }: Picture): Block {
  const samples = [
    {
      shown: boxes.some(({ origin, role }) => origin === 'before' && role === 'object'),
      name: 'before',
      text: 'was there before the test body ran',
    },
    {
      shown: boxes.some(({ role }) => role === 'framework'),
      name: 'framework',
      text: 'belongs to the test framework',
    },
  ].filter(({ shown }) => shown)
  const notes = samples.map(({ name, text }) => ({
    text,
    sample: element('g', { class: `box ${name}` }, element('rect', { width: 22, height: 13, rx: 4 })),
  }))
  const missing = `${leftOut.toLocaleString('en-US')} more ${leftOut === 1 ? 'object is' : 'objects are'} not shown`
  if (leftOut > 0) notes.push({ text: missing, sample: '' })
  return {
    parts: notes.map(({ text, sample }, index) =>
      translated(
        { x: 0, y: 28 + 22 * index },
        '',
        sample,
        element('text', { class: 'note', x: sample ? 32 : 0, y: 11 }, xmlText(text)),
      ),
    ),
    width: Math.max(0, ...notes.map(({ text }) => 32 + cellsOf(text) * NOTE_CELL)),
    height: notes.length > 0 ? 28 + 22 * notes.length - 6 : 0,
  }
}
