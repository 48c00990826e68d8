import { EXIT } from './exit-codes.ts'
import { visibleText } from './terminal-text.ts'

/** Cells of a line when nobody says how wide the screen is: a file or a pipe has no edge, a name of 4,000 characters helps nobody. */
const WIDTH_UNKNOWN = 160
const NARROWEST = 40

/** Prints the result. Must not hold characters of the heap that a terminal acts on: see `visibleText`. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Tells the user something that is no part of the result. */
export function note(text: string): void {
  process.stderr.write(`${visibleText(text)}\n`)
}

/** Cells of a line of the result. */
export function terminalWidth(): number {
  const width = process.stdout.columns || Number(process.env['COLUMNS']) || WIDTH_UNKNOWN
  return Math.max(NARROWEST, width)
}

/** What decides on colours. */
export interface ColorFacts {
  readonly isTTY?: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Whether to colour: as FORCE_COLOR says, else not if NO_COLOR is set (no-color.org), else if a terminal reads it. */
export function usesColor(
  { isTTY, env }: ColorFacts = { isTTY: process.stdout.isTTY, env: process.env },
): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return isTTY === true && TERM !== 'dumb'
}

/** Who reads may stop when they have enough (`| head`): no failure. A result that a full disk does not take is one. */
export function survivePipes(): void {
  process.stderr.on('error', () => {})
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return
    note(
      `Cannot write the result: standard output gave "${message}", expected it to take the text. Write to another place.`,
    )
    process.exitCode = EXIT.notWritten
  })
}
