import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PLACE = /([\w./-]+\.ts):(\d+):(\d+)/g

/**
 * Checks the source positions of a failure's trace: each has to be in a file of the project, at the beginning of a word or a sign, in a line that has
 * what the trace names there: the variable or function, or the `await` at which a function is suspended.
 *
 * @param text a failure's message, without the stack below it
 * @param project absolute path; places are relative to it
 * @returns what is wrong, a sentence each
 */
export function wrongPlaces(text: string, project: string): string[] {
  const lines = text.split('\n').filter((line) => !/^Ancestors graph: |^\s+at /.test(line))
  return lines.flatMap((line) => {
    const names = [...line.matchAll(/variable `(\w+)`|function (\w+)/g)].map(([, one, other]) => one ?? other)
    return [...line.matchAll(PLACE)].flatMap((found, index) => {
      const isSuspended = /suspended at $/.test(line.slice(0, found.index))
      const expected = isSuspended ? ['await'] : index === 0 ? names : []
      return wrongPlace(found, expected, project).map((complaint) => `${complaint} It says: ${line.trim()}`)
    })
  })
}

function wrongPlace(
  [place, file, line, column]: RegExpMatchArray,
  expected: readonly string[],
  project: string,
): string[] {
  if (!existsSync(join(project, file))) return [`${place} is in no file of the project.`]
  const source = readFileSync(join(project, file), 'utf8').split('\n')[Number(line) - 1] ?? ''
  const missing = expected.filter((name) => !source.includes(name))
  if (missing.length > 0) return [`${place} has no ${missing.join(', ')}, but: ${source}`]
  const at = Number(column) - 1
  const isBeginning = /\S/.test(source[at] ?? ' ') && !/\w\w/.test(source.slice(Math.max(at - 1, 0), at + 1))
  return isBeginning || at === 0 ? [] : [`${place} is amid a word or beside all: ${source}`]
}

/** How many places a text names. */
export function placesIn(text: string): number {
  return [...text.matchAll(PLACE)].length
}
