import type { PictureArrow, PictureBox } from './picture.ts'

/** Full words for a box, a line each. */
export function tooltipOfBox({
  label,
  className,
  role,
  place,
  origin,
  count,
  shallowSize,
  moreParents,
}: PictureBox): string[] {
  const lines = [count > 1 ? `${label} × ${count.toLocaleString('en-US')}` : label]
  if (className !== '' && !label.includes(className)) lines.push(`class ${className}`)
  if (place) lines.push(place)
  if (role === 'survivor') lines.push('still alive after the test body')
  if (origin === 'before') lines.push('was there before the test body ran')
  if (origin === 'body') lines.push('born in the test body')
  if (shallowSize !== undefined)
    lines.push(`${bytes(shallowSize)}${count > 1 ? ' together' : ''}, without what it holds`)
  if (moreParents > 0) lines.push(`held by ${moreParents.toLocaleString('en-US')} more that are not shown`)
  return lines
}

/** Full words for an arrow, a line each. */
export function tooltipOfArrow(
  { labels, cut, leftOut }: PictureArrow,
  from: PictureBox,
  to: PictureBox,
): string[] {
  const lines = [`${from.label} → ${to.label}`, ...labels.filter((label) => label !== '')]
  if (leftOut > 0) lines.push(`through ${leftOut.toLocaleString('en-US')} objects that are not shown`)
  if (cut) lines.push('cut here')
  return lines
}

function bytes(count: number): string {
  if (count < 1000) return `${count} B`
  return count < 1e6 ? `${(count / 1000).toFixed(1)} kB` : `${(count / 1e6).toFixed(1)} MB`
}
