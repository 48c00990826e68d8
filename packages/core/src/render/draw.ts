import { FONT_SIZE, heightOfLine, linesOfArrow, linesOfBox, sizeOfLines } from './box-text.ts'
import type { TextLine } from './box-text.ts'
import type { PictureCaption } from './caption.ts'
import { drawCaption, drawNotes } from './draw-caption.ts'
import type { ArrowLayout, Layout, Point } from './layout.ts'
import { CUT_MARK_RADIUS, EDGE_LABEL_MARGIN, STACK_OFFSET, sizeOfBox } from './picture-dot.ts'
import type { Picture, PictureArrow, PictureBox } from './picture.ts'
import { styleSheet } from './theme.ts'
import { tooltipOfArrow, tooltipOfBox } from './tooltip.ts'
import { element, pixels, tooltip, translated, xmlText } from './xml.ts'

/** Pixels around everything. */
const MARGIN = 28

/** The picture as an SVG document of its own: no script, no reference to anything outside, light and dark. */
export function drawPicture(picture: Picture, layout: Layout, caption: Required<PictureCaption>): string {
  const top = drawCaption(caption, layout.width)
  const bottom = drawNotes(picture, layout.width, caption.maker)
  const width = Math.ceil(Math.max(layout.width, top.width, bottom.width)) + 2 * MARGIN
  const graphTop = MARGIN + top.height
  const height = Math.ceil(graphTop + layout.height + bottom.height) + MARGIN

  return (
    element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        class: 'toleak',
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        role: 'img',
        'aria-label': `${caption.headline}: ${caption.testName}`,
      },
      `\n<style>\n${styleSheet()}\n</style>\n`,
      element('rect', { class: 'paper', width: '100%', height: '100%' }),
      translated({ x: MARGIN, y: MARGIN }, 'caption', ...top.parts),
      translated(
        { x: (width - layout.width) / 2, y: graphTop },
        'graph',
        ...picture.arrows.map((arrow, index) => drawArrow(arrow, layout.arrows[index]!, picture)),
        ...picture.boxes.map((box, index) => drawBox(box, index + 1, layout.boxes[index]!)),
        // above the boxes: the one thing that must not be missed
        ...picture.arrows.flatMap((arrow, index) => (arrow.cut ? [drawCutMark(layout.arrows[index]!)] : [])),
      ),
      translated({ x: MARGIN, y: graphTop + layout.height }, 'caption', ...bottom.parts),
      '\n',
    ) + '\n'
  )
}

function drawBox(box: PictureBox, number: number, centre: Point): string {
  const size = sizeOfBox(box)
  const sheets = box.count > 1 ? [2 * STACK_OFFSET, STACK_OFFSET, 0] : [0]
  const width = size.width - sheets[0]!
  const height = size.height - sheets[0]!
  const corner = { x: centre.x - size.width / 2, y: centre.y - size.height / 2 }
  const lines = linesOfBox(box)
  return element(
    'g',
    { class: ['box', box.role, originClass(box)].filter(Boolean).join(' ') },
    tooltip(...tooltipOfBox(box, number)),
    ...sheets.map((offset) =>
      element('rect', {
        x: corner.x + offset,
        y: corner.y + offset,
        width,
        height,
        rx: box.role === 'root' ? 14 : 7,
      }),
    ),
    drawLines(lines, corner.x + width / 2, corner.y + height / 2),
  )
}

/** Of what has no colour of its own. */
function originClass({ role, origin }: PictureBox): string {
  return role === 'object' ? (origin ?? '') : ''
}

function drawArrow(arrow: PictureArrow, { curve, tip, label }: ArrowLayout, { boxes }: Picture): string {
  const classes = [
    'arrow',
    arrow.onTrace ? 'trace' : '',
    arrow.cut ? 'cutting' : '',
    arrow.leftOut > 0 ? 'gap' : '',
  ]
  const lines = linesOfArrow(arrow)
  const textStart =
    label &&
    (arrow.cut
      ? pointAtHeight(curve, label.y).x + CUT_MARK_RADIUS + EDGE_LABEL_MARGIN
      : label.x - sizeOfLines(lines).width / 2)
  return element(
    'g',
    { class: classes.filter(Boolean).join(' ') },
    tooltip(...tooltipOfArrow(arrow, boxes[arrow.from]!, boxes[arrow.to]!)),
    element('path', { class: 'way', d: pathOf(curve) }),
    element('path', { class: 'head', d: headOf(curve.at(-1)!, tip) }),
    textStart === undefined ? '' : drawLines(lines, textStart, label!.y),
  )
}

function pathOf([start, ...rest]: readonly Point[]): string {
  return `M${spelled(start!)}C${rest.map(spelled).join(' ')}`
}

function headOf(base: Point, tip: Point): string {
  const across = { x: (tip.y - base.y) * 0.38, y: (base.x - tip.x) * 0.38 }
  const corner = (side: number) => spelled({ x: base.x + side * across.x, y: base.y + side * across.y })
  return `M${spelled(tip)}L${corner(1)}L${corner(-1)}Z`
}

function spelled({ x, y }: Point): string {
  return `${pixels(x)} ${pixels(y)}`
}

/** Open scissors whose blades cross on the arrow, beside its words. */
function drawCutMark({ curve, label }: ArrowLayout): string {
  const { x, y } = label === undefined ? curve[Math.floor(curve.length / 2)]! : pointAtHeight(curve, label.y)
  return element(
    'g',
    { class: 'mark', transform: `translate(${pixels(x)} ${pixels(y)})` },
    tooltip('cut here'),
    element('circle', { r: CUT_MARK_RADIUS }),
    element('path', {
      d: 'M-3.6-2.9L8.5 4.6M-3.6 2.9L8.5-4.6M-9-4.4a2.9 2.9 0 1 0 5.8 0a2.9 2.9 0 1 0-5.8 0M-9 4.4a2.9 2.9 0 1 0 5.8 0a2.9 2.9 0 1 0-5.8 0',
    }),
  )
}

/** The point of a curve whose y is nearest to `height`. */
function pointAtHeight(curve: readonly Point[], height: number): Point {
  let nearest = curve[0]!
  for (let start = 0; start + 3 < curve.length; start += 3) {
    const [a, b, c, d] = curve.slice(start, start + 4)
    for (let step = 0; step <= 24; step++) {
      const t = step / 24
      const at = (axis: 'x' | 'y') =>
        a![axis] * (1 - t) ** 3 +
        3 * b![axis] * t * (1 - t) ** 2 +
        3 * c![axis] * t ** 2 * (1 - t) +
        d![axis] * t ** 3
      const point = { x: at('x'), y: at('y') }
      if (Math.abs(point.y - height) < Math.abs(nearest.y - height)) nearest = point
    }
  }
  return nearest
}

/** Lines around a height, each a text of its own so that fonts of other heights cannot push them apart. */
function drawLines(lines: readonly TextLine[], x: number, middle: number): string {
  let y = middle - sizeOfLines(lines).height / 2
  return lines
    .map((line) => {
      const baseline = y + heightOfLine(line) / 2 + FONT_SIZE[line.kind] * 0.35
      y += heightOfLine(line)
      return element('text', { class: line.kind, x, y: baseline }, xmlText(line.text))
    })
    .join('')
}
