import { visibleText } from './visible-text.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Any text as the content of an element or of a quoted attribute. What XML cannot hold is spelled out. */
export function xmlText(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}

/** An element; text in `children` is escaped already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly string[]
): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== '')
  const start = [name, ...given.map(([key, value]) => `${key}="${valueText(value!)}"`)].join(' ')
  return children.length === 0 ? `<${start}/>` : `<${start}>${children.join('')}</${name}>`
}

function valueText(value: string | number): string {
  return typeof value === 'number' ? pixels(value) : xmlText(value)
}

/** A coordinate; a tenth of a pixel is seen by nobody. */
export function pixels(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** A group, moved, with a line for each part. */
export function translated(
  { x, y }: { readonly x: number; readonly y: number },
  name: string,
  ...parts: readonly string[]
): string {
  return `\n${element('g', { class: name, transform: `translate(${pixels(x)} ${pixels(y)})` }, ...parts.map((part) => `\n${part}`), '\n')}`
}

/** What shows when the pointer rests on the element around it; unescaped lines. */
export function tooltip(...lines: readonly string[]): string {
  return `<title>${lines.map(xmlText).join('\n')}</title>`
}
