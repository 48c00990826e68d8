import { linesOfArrow, linesOfBox, sizeOfLines } from './box-text.ts'
import type { Size } from './box-text.ts'
import type { Picture, PictureArrow, PictureBox } from './picture.ts'

/** Pixels between a box's text and its border. */
export const BOX_PADDING = { x: 16, y: 11 }
/** Pixels by which the sheets behind a box of several objects stand out, to the right and below. */
export const STACK_OFFSET = 4
/** Pixels between an arrow and its words. */
export const EDGE_LABEL_MARGIN = 10
/** Pixels around the scissors on a cut arrow. */
export const CUT_MARK_RADIUS = 15

/**
 * What Graphviz needs to lay a picture out: boxes and words by their size, named `b0`, `b1`, … and `a0`, `a1`, … after their
 * places in the picture. No text of the user is in it; one pixel is one point.
 */
export function pictureDot({ boxes, arrows }: Picture): string {
  const roots = boxes.flatMap(({ role }, box) => (role === 'root' ? [`b${box}`] : []))
  return [
    'digraph {',
    '  graph [rankdir=TB, nodesep=0.4, ranksep=0.34, margin=0, pad=0];',
    '  node [shape=box, fixedsize=true, label=""];',
    ...boxes.map((box, index) => `  b${index} [${sizeInInches(sizeOfBox(box))}];`),
    ...(roots.length > 0 ? [`  { rank=source; ${roots.join('; ')} }`] : []),
    ...arrows.map((arrow, index) => `  b${arrow.from} -> b${arrow.to} [${attributesOfArrow(arrow, index)}];`),
    '}',
    '',
  ].join('\n')
}

/** Pixels, border and stacked sheets included. */
export function sizeOfBox(box: PictureBox): Size {
  const text = sizeOfLines(linesOfBox(box))
  const stack = box.count > 1 ? 2 * STACK_OFFSET : 0
  return { width: text.width + 2 * BOX_PADDING.x + stack, height: text.height + 2 * BOX_PADDING.y + stack }
}

function sizeInInches({ width, height }: Size): string {
  return `width=${(width / 72).toFixed(4)}, height=${(height / 72).toFixed(4)}`
}

function attributesOfArrow(arrow: PictureArrow, index: number): string {
  const attributes = [`id="a${index}"`, `arrowsize=${arrow.cut ? 1 : 0.75}`]
  // what the text tells goes straight down, the rest around it
  if (arrow.onTrace || arrow.cut) attributes.push('weight=20')
  const lines = linesOfArrow(arrow)
  if (lines.length > 0) {
    const { width, height } = sizeOfLines(lines)
    const besides = 2 * EDGE_LABEL_MARGIN + (arrow.cut ? CUT_MARK_RADIUS : 0)
    // the mark needs some arrow above and below it
    const room = arrow.cut ? Math.max(height, 4 * CUT_MARK_RADIUS) : height
    attributes.push(`label=<${emptyTable(width + besides, room)}>`)
  }
  return attributes.join(', ')
}

/** A label of exactly this size, whatever fonts Graphviz knows. */
function emptyTable(width: number, height: number): string {
  return (
    `<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" WIDTH="${width}" HEIGHT="${height}">` +
    '<TR><TD></TD></TR></TABLE>'
  )
}
