/** Everything a reader could not see, or that would turn the text around it: controls, bidi marks, lone surrogates, zero-width marks. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffe\uffff]/gu
const MARKS_BEYOND_FOUR = /(\p{M}{4})\p{M}+/gu
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** The text with every invisible character written as an escape (`\n`, `\u202e`): what is drawn is what is there. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, escapeInvisible).replace(MARKS_BEYOND_FOUR, '$1')
}

function escapeInvisible(character: string): string {
  const short = SHORT_ESCAPES[character]
  if (short !== undefined) return short
  const hex = character.codePointAt(0)!.toString(16)
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`
}

const ZERO_WIDTH = /[\p{M}\u200c\u200d]/u
const WIDE =
  /[\p{Extended_Pictographic}\p{Regional_Indicator}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]/u

/**
 * Width in cells of a fixed-width font, rather too large than too small: letters a code font lacks come from another font.
 */
export function cellsOf(text: string): number {
  let cells = 0
  for (const character of text) cells += cellsOfCharacter(character)
  return cells
}

function cellsOfCharacter(character: string): number {
  const codePoint = character.codePointAt(0)!
  if (codePoint < 0x300) return 1
  if (ZERO_WIDTH.test(character)) return 0
  if (WIDE.test(character)) return 2.2
  // Greek, Cyrillic, and the dashes, dots and quotes: code fonts have them
  return codePoint < 0x530 || (codePoint >= 0x2010 && codePoint <= 0x2027) ? 1 : 1.7
}

/** The text, or its beginning and end around an ellipsis when it is wider than `maxCells`; names differ at both ends. */
export function ellipsiseMiddle(text: string, maxCells: number): string {
  // wide enough for any text that fits, so that a very long one is not measured whole
  const clipped =
    text.length > 8 * maxCells ? [text.slice(0, 4 * maxCells), text.slice(-4 * maxCells)] : [text]
  if (clipped.length === 1 && cellsOf(text) <= maxCells) return text
  const characters = [...clipped.join('')].filter((character) => !/\p{Cs}/u.test(character))
  const headCells = Math.ceil((maxCells - 1) * 0.55)
  const head = takeCells(characters, headCells)
  const tail = takeCells(characters.reverse(), maxCells - 1 - headCells)
  return `${head.join('').trimEnd()}…${tail
    .reverse()
    .join('')
    .replace(/^[\p{M}\u200c\u200d\s]+/u, '')}`
}

function takeCells(characters: readonly string[], maxCells: number): string[] {
  let cells = 0
  let taken = 0
  while (taken < characters.length) {
    cells += cellsOfCharacter(characters[taken]!)
    if (cells > maxCells) break
    taken++
  }
  return characters.slice(0, taken)
}

/** Lines of at most `maxCells`, broken at spaces; a word that is longer keeps its beginning and end. Never empty. */
export function wrapText(text: string, maxCells: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const part = ellipsiseMiddle(word, maxCells)
    if (line === '') line = part
    else if (cellsOf(line) + 1 + cellsOf(part) <= maxCells) line += ` ${part}`
    else {
      lines.push(line)
      line = part
    }
  }
  lines.push(line)
  return lines
}
