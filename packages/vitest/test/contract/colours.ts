import type { RunOptions } from '../../../../scripts/run.ts'

/** Settings of a terminal's colours, and whether a failure's message then has any. No test here has a terminal. */
export const COLOURS: readonly (readonly [name: string, env: RunOptions['env'], coloured: boolean])[] = [
  ['FORCE_COLOR', { NO_COLOR: undefined, FORCE_COLOR: '1' }, true],
  ['NO_COLOR', { NO_COLOR: '1', FORCE_COLOR: undefined }, false],
]

/** The line that names the cut, as it was printed. */
export function cutLineIn(output: string): string {
  return output.split('\n').find((line) => line.includes('Cut here:')) ?? ''
}

export const BOLD = '\u001b[1mCut here:\u001b[22m'
