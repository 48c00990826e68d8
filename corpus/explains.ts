import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { LeakCase } from './leak-case.ts'

/** Words of V8 and of Node's insides that no user has ever written. */
const INTERNAL_WORDS = [
  'system /',
  '(object elements)',
  '(object properties)',
  '(internal array)',
  'PropertyCell',
  'FeedbackCell',
  'FeedbackVector',
  'ScopeInfo',
  'scope_info',
  'PromiseReaction',
  'reactions_or_result',
  'parameters_and_registers',
  'kEvents',
]

/** The text of the failure that an assertion ends with, without colours; undefined if it passes. */
export async function failureOf(assertion: () => void | Promise<void>): Promise<string | undefined> {
  try {
    await assertion()
    return undefined
  } catch (error) {
    return stripVTControlCharacters(error instanceof Error ? error.message : String(error))
  }
}

/**
 * Passes if the failure says what the case demands.
 *
 * @param corpus absolute path of the folder `corpus/`
 * @throws Error with every complaint, and the failure's text
 */
export function assertExplains(failure: string | undefined, leakCase: LeakCase, corpus: string): void {
  if (failure === undefined) throw new Error('The assertion passed, expected it to find the leak.')
  const complaints = [
    ...expectedWords(leakCase, corpus)
      .filter((words) => !contains(failure, words))
      .map((words) => `It does not say ${words}.`),
    ...(contains(cutLine(failure), leakCase.cut) ? [] : [`It does not propose to cut at ${leakCase.cut}.`]),
    ...INTERNAL_WORDS.filter((words) => failure.includes(words)).map((words) => `It says ${words}.`),
  ]
  if (complaints.length > 0) throw new Error([...complaints, 'The text:', failure].join('\n'))
}

function expectedWords(leakCase: LeakCase, corpus: string): (string | RegExp)[] {
  return [`1 instance of ${leakCase.target.name} `, placeOf(leakCase, corpus), ...leakCase.says]
}

function cutLine(failure: string): string {
  return failure.split('\n').find((line) => line.startsWith('Cut here: ')) ?? ''
}

/** File and line of what stands below the comment `// culprit`. */
function placeOf({ file }: LeakCase, corpus: string): string {
  const lines = readFileSync(join(corpus, file), 'utf8').split('\n')
  const marker = lines.findIndex((line) => line.trim() === '// culprit')
  if (marker === -1)
    throw new Error(`Cannot tell the place of the culprit: ${file} has no comment "// culprit".`)
  return `${basename(file)}:${marker + 2}:`
}

function contains(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text)
}
