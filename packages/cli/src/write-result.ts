import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { CommandError, EXIT } from './exit-codes.ts'
import { note, print } from './terminal.ts'

/** Stands for standard output where a file is asked for. */
export const STDOUT = '-'

/** A result to be written, and what makes its content. */
export interface Result {
  /** What it is, for messages: `picture`. */
  readonly what: string
  /** A path, or `-`. */
  readonly file: string
  readonly content: () => string | Promise<string>
}

/** Whether one of the results takes the place of the text on standard output. */
export function isPrinted(results: readonly Result[]): boolean {
  return results.some(({ file }) => file === STDOUT)
}

/**
 * Writes results to files, folders included, and says where; or prints them. One that fails does not stop the next.
 *
 * @throws CommandError (not written) with a sentence for each that failed, after all were tried
 */
export async function writeResults(results: readonly Result[]): Promise<void> {
  const problems: CommandError[] = []
  for (const result of results) {
    try {
      await writeResult(result)
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      problems.push(error)
    }
  }
  if (problems.length > 0)
    throw new CommandError(EXIT.notWritten, problems.map(({ message }) => message).join(' '), {
      cause: problems[0].cause,
    })
}

async function writeResult({ what, file, content }: Result): Promise<void> {
  const text = await made(what, content)
  if (file === STDOUT) return print(text.trimEnd())
  try {
    makeFolder(dirname(resolve(file)))
    writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`)
  } catch (cause) {
    throw new CommandError(
      EXIT.notWritten,
      `Cannot write the ${what}: ${file} gave "${lineOf(cause)}", expected a file this process may write. Name another one.`,
      { cause },
    )
  }
  note(`Wrote the ${what} to ${file}`)
}

async function made(what: string, content: Result['content']): Promise<string> {
  try {
    return await content()
  } catch (cause) {
    throw new CommandError(
      EXIT.notWritten,
      `Cannot make the ${what}: found "${lineOf(cause)}", expected its content. Please report this.`,
      { cause },
    )
  }
}

/** Not `recursive`: Node's own loops for ever where the system denies a folder's existence, as /proc does. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  mkdirSync(folder)
}

function lineOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ')
}
