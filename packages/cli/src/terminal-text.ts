/** What a terminal acts on, or a reader cannot see: controls (ESC, newlines, the 8-bit ones), marks that turn text around, lone surrogates. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffe\uffff]/gu
const MARKS_BEYOND_FOUR = /(\p{M}{4})\p{M}+/gu

/** Text of a heap for a terminal, on one line: what has no shape, or moves others, is written as an escape (`\n`, `\u001b`). */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, escaped).replace(MARKS_BEYOND_FOUR, '$1')
}

/** Plain data as JSON of several lines that a terminal may show: the same value, with what a terminal acts on as escapes. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(UNSEEN, (character) =>
    character === '\n' ? character : character.replace(/[^]/g, codeUnit),
  )
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function escaped(character: string): string {
  const short = SHORT_ESCAPES[character]
  if (short !== undefined) return short
  return character.length === 1 ? codeUnit(character) : `\\u{${character.codePointAt(0)!.toString(16)}}`
}

function codeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

const NO_CELL = /[\p{M}\u200c\u200d]/u
const TWO_CELLS =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3ffff}]/u

/** Cells of a terminal that a text takes. */
export function cellsOf(text: string): number {
  let cells = 0
  for (const character of text) cells += cellsOfCharacter(character)
  return cells
}

function cellsOfCharacter(character: string): number {
  if (character.charCodeAt(0) < 0x300) return 1
  if (NO_CELL.test(character)) return 0
  return TWO_CELLS.test(character) ? 2 : 1
}

/** A visible text of at most so many cells: both ends of one that is longer, since names differ at both. */
export function shortened(text: string, mostCells: number): string {
  // more than enough of either end, so that nobody measures a megabyte
  const isHuge = text.length > 16 * mostCells
  const visible = visibleText(isHuge ? text.slice(0, 8 * mostCells) + text.slice(-8 * mostCells) : text)
  if (!isHuge && cellsOf(visible) <= mostCells) return visible
  const characters = [...visible]
  const head = taken(characters, Math.ceil((mostCells - 1) / 2))
  const tail = taken(characters.reverse(), Math.floor((mostCells - 1) / 2))
  return `${head.join('')}…${tail.reverse().join('')}`
}

function taken(characters: readonly string[], mostCells: number): string[] {
  let cells = 0
  const end = characters.findIndex((character) => (cells += cellsOfCharacter(character)) > mostCells)
  return characters.slice(0, end < 0 ? characters.length : end)
}
