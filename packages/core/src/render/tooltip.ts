import { byteWords } from './byte-words.ts'
import type { PictureArrow, PictureBox } from './picture.ts'

/**
 * Full words for a box, a line each.
 *
 * @param number the box's own in this picture, from 1; V8's ids would be others in each run
 */
export function tooltipOfBox(
  {
    label,
    className,
    role,
    place,
    preview,
    origin,
    count,
    shallowSize,
    retainedSize,
    moreParents,
  }: PictureBox,
  number: number,
): string[] {
  const lines = [count > 1 ? `${label} × ${count.toLocaleString('en-US')}` : label]
  if (className !== '' && !label.includes(className)) lines.push(`class ${className}`)
  if (preview) lines.push(preview)
  if (place) lines.push(place)
  if (role === 'survivor') lines.push('still alive after the test body')
  if (origin === 'before') lines.push('was there before the test body ran')
  if (origin === 'body') lines.push('born in the test body')
  if (shallowSize !== undefined)
    lines.push(`${byteWords(shallowSize)}${count > 1 ? ' together' : ''}, without what it holds`)
  if (retainedSize !== undefined) lines.push(`${byteWords(retainedSize)} with all that only it holds`)
  if (moreParents > 0) lines.push(`held by ${moreParents.toLocaleString('en-US')} more that are not shown`)
  lines.push(`no. ${number} in this picture`)
  return lines
}

/** Full words for an arrow, a line each. */
export function tooltipOfArrow(
  { labels, place, cut, leftOut }: PictureArrow,
  from: PictureBox,
  to: PictureBox,
): string[] {
  const lines = [`${from.label} → ${to.label}`, ...labels.filter((label) => label !== '')]
  if (place) lines.push(`declared at ${place}`)
  if (leftOut > 0) lines.push(`through ${leftOut.toLocaleString('en-US')} objects that are not shown`)
  if (cut) lines.push('cut here')
  return lines
}
