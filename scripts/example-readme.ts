import { comparable } from './guide-page.ts'

const BLOCK = /^```text\n(.*?)^```$/ms

/**
 * The failure that an example's README shows: its first block of text.
 *
 * @throws Error if it has none
 */
export function shownFailure(readme: string, file: string): string {
  const block = BLOCK.exec(readme)?.[1]
  if (block === undefined)
    throw new Error(`Cannot compare ${file}: it has no block of text, expected the failure's.`)
  return block.trimEnd()
}

/** The README with this failure in place of its own. */
export function withFailure(readme: string, failure: string): string {
  return readme.replace(BLOCK, () => `\`\`\`text\n${failure}\n\`\`\``)
}

/** Whether two failures differ only in what no two runs have in common: ids and sizes. */
export function isSameFailure(one: string, other: string): boolean {
  return comparable(one) === comparable(other)
}
