import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { CaptureError, InvalidInputError } from '../errors.ts'

/** Name of the file, at the project's root. */
export const ACCEPTED_FILE = 'toleak.accepted.json'

/** A leak that was looked at and is to be lived with, for now. */
export interface AcceptedLeak {
  /** Path of the test file from the project's root, with `/` on every system. */
  readonly testFile: string
  /** As the runner calls it, with the suites around it. */
  readonly testName: string
  /** Names of the classes looked for. */
  readonly target: string
  /** `LeakGroup.fingerprint`. */
  readonly fingerprint: string
  /** Most survivors that are accepted, 1 or more. */
  readonly count: number
  /** The reason in one line, for people: where the trace begins … the reference to cut. */
  readonly trace: string
  /** Why it is accepted: free text of a person's. */
  readonly reason?: string
}

/** What tells an accepted leak from all others. */
export type AcceptedKey = Pick<AcceptedLeak, 'testFile' | 'testName' | 'target' | 'fingerprint'>

const VERSION = 1
const KEY_FIELDS = ['testFile', 'testName', 'target', 'fingerprint'] as const
const FIELDS = [...KEY_FIELDS, 'count', 'trace', 'reason'] as const

/**
 * The accepted leaks of a file; none if there is no such file.
 *
 * @throws InvalidInputError naming the file if it is not one that toleak wrote; CaptureError if it cannot be read
 */
export function readAccepted(path: string): AcceptedLeak[] {
  const text = textOf(path)
  return text === undefined ? [] : parseAccepted(text, path)
}

/** Text of the file; undefined if there is none. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CaptureError(
      `Cannot read the accepted leaks of ${path}: ${(cause as Error).message}, expected a file this process may read.`,
      { cause },
    )
  }
}

/**
 * The accepted leaks of a file's text. Two entries for one leak, as a merge may leave them, are one with the greater count.
 *
 * @param path named by the errors
 * @throws InvalidInputError for anything that would be lost if it were written again
 */
export function parseAccepted(text: string, path: string): AcceptedLeak[] {
  const refuse = (found: string, expected: string, cause?: unknown) =>
    new InvalidInputError(
      `Cannot read the accepted leaks of ${path}: ${found}, expected ${expected}. Repair the file, or delete it and run the tests with -u to accept what leaks now.`,
      { cause },
    )
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const conflict = /^(<{7}|>{7}|={7})/m.test(text)
    throw refuse(conflict ? 'the marks of a merge conflict' : (cause as Error).message, 'JSON', cause)
  }
  const shape = `{ "version": ${VERSION}, "leaks": […] }`
  if (!isRecord(content)) throw refuse(inspect(content, { depth: 0 }), shape)
  const { version, leaks, ...others } = content
  if (version !== VERSION)
    throw refuse(`version ${inspect(version)}`, `version ${VERSION}, which this release of toleak writes`)
  const [other] = Object.keys(others)
  if (other !== undefined) throw refuse(`"${other}"`, shape)
  if (!Array.isArray(leaks)) throw refuse(`"leaks" that is ${inspect(leaks, { depth: 0 })}`, 'a list')
  leaks.forEach((leak, index) => {
    const problem = problemOf(leak)
    if (problem) throw refuse(`entry ${index + 1} of "leaks" with ${problem.found}`, problem.expected)
  })
  return withoutDoubles(leaks as AcceptedLeak[])
}

function problemOf(leak: unknown): { found: string; expected: string } | undefined {
  if (!isRecord(leak)) return { found: inspect(leak, { depth: 0 }), expected: 'an object' }
  const unknown = Object.keys(leak).find((field) => !FIELDS.some((known) => known === field))
  if (unknown !== undefined) return { found: `"${unknown}"`, expected: `one of ${FIELDS.join(', ')}` }
  for (const field of FIELDS) {
    const value = leak[field]
    if (field === 'reason' && value === undefined) continue
    if (field === 'count' ? !Number.isInteger(value) || (value as number) < 1 : typeof value !== 'string')
      return {
        found: `"${field}" ${inspect(value, { depth: 0 })}`,
        expected: field === 'count' ? 'a whole number, 1 or more' : 'a text',
      }
  }
  return undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withoutDoubles(leaks: readonly AcceptedLeak[]): AcceptedLeak[] {
  const byKey = new Map<string, AcceptedLeak>()
  for (const leak of leaks) {
    const other = byKey.get(keyOf(leak))
    byKey.set(keyOf(leak), other ? { ...other, ...leak, count: Math.max(other.count, leak.count) } : leak)
  }
  return [...byKey.values()]
}

/** Equal for entries of one leak. */
export function keyOf(leak: AcceptedKey): string {
  return KEY_FIELDS.map((field) => leak[field]).join('\0')
}

/**
 * The text of the file: sorted, a field a line, so that a change shows as what it is in a review and merges where it can.
 *
 * @param newline as in the file that it replaces
 */
export function formatAccepted(leaks: readonly AcceptedLeak[], newline = '\n'): string {
  const sorted = leaks
    .map((leak) => Object.fromEntries(FIELDS.map((field) => [field, leak[field]])))
    .sort((a, b) => compareByKey(a as unknown as AcceptedLeak, b as unknown as AcceptedLeak))
  return `${JSON.stringify({ version: VERSION, leaks: sorted }, undefined, 2)}\n`.replaceAll('\n', newline)
}

/** By code units: a locale's order is another one on another machine. */
function compareByKey(a: AcceptedLeak, b: AcceptedLeak): number {
  for (const field of KEY_FIELDS) if (a[field] !== b[field]) return a[field] < b[field] ? -1 : 1
  return 0
}
