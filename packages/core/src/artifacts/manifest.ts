import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { CaptureError, InvalidInputError } from '../errors.ts'
import type { Place } from '../explain/leak-trace.ts'

/** Name of the file in the report's folder that lists its failures. */
export const MANIFEST_FILE = 'manifest.json'

/** Endings of the files that a failure may have. */
export const FAILURE_FILES = ['svg', 'json', 'heapsnapshot.gz'] as const

/** The ending of one of a failure's files. */
export type FailureFile = (typeof FAILURE_FILES)[number]

/** A failure of the report, as its manifest lists it. Texts are the user's, unescaped. */
export interface ReportedFailure {
  /** Path of its files below the report's folder, without their ending, with `/` on every system; no two failures share one. */
  readonly id: string
  /** Tells it from every other failure, of any run and machine. */
  readonly key: string
  /** Endings of the files that belong to it; after a crash they may be missing. */
  readonly files: readonly FailureFile[]
  /** Path of the test file from the project's root, with `/` on every system. */
  readonly testFile: string
  /** Path of the project's root from the report's folder: two projects that share a folder may have test files of one name. */
  readonly root: string
  /** `suite > test`. */
  readonly testName: string
  /** The runner's project; undefined if it has no name, or if the runner has not told yet. */
  readonly project?: string
  /** How often the test had been tried before this failure, 1 or more; undefined for the first try. */
  readonly retry?: number
  /** Tells runs of the tests apart. */
  readonly run?: string
  /** Tells the runs of one test file apart, as of two projects. */
  readonly session?: string
  /** What the user wrote: `expect(fn).not.toLeak(Session)`. */
  readonly assertion: string
  /** Names of the classes looked for. */
  readonly target: string
  /** First sentence of the explanation. */
  readonly headline: string
  /** Where to cut the biggest group of survivors: one sentence, without a full stop. */
  readonly cut?: string
  /** Where the reference to cut is declared, or its holder stands: relative to the project. */
  readonly place?: Place
}

const VERSION = 1
const FORMAT = 'toleak-report'
const TEXTS = ['id', 'key', 'testFile', 'root', 'testName', 'assertion', 'target', 'headline'] as const
const OPTIONAL_TEXTS = ['project', 'run', 'session', 'cut'] as const

/**
 * The failures that a report's manifest lists; undefined if there is no such file.
 *
 * @param path of the file, absolute
 * @throws InvalidInputError if it is not one that this release of toleak wrote; CaptureError if it cannot be read
 */
export function readManifest(path: string): ReportedFailure[] | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CaptureError(
      `Cannot read the report of ${path}: ${(cause as Error).message}, expected a file this process may read.`,
      { cause },
    )
  }
  return parseManifest(text, path)
}

/**
 * The failures of a manifest's text.
 *
 * @param path named by the errors
 * @throws InvalidInputError if it is not one that this release of toleak wrote
 */
export function parseManifest(text: string, path: string): ReportedFailure[] {
  const refuse = (found: string, expected: string, cause?: unknown) =>
    new InvalidInputError(
      `Cannot read the report of ${path}: found ${found}, expected ${expected}. Delete the folder if it is an old report, or name another one.`,
      { cause },
    )
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    throw refuse(`no whole JSON (${(cause as Error).message})`, 'the manifest of a report', cause)
  }
  const { format, version, failures } = isRecord(content) ? content : {}
  if (format !== FORMAT) throw refuse('a file that toleak did not write', `one with "format": "${FORMAT}"`)
  if (version !== VERSION)
    throw refuse(`version ${inspect(version)}`, `version ${VERSION}, which this release of toleak writes`)
  if (!Array.isArray(failures))
    throw refuse(`"failures" that is ${inspect(failures, { depth: 0 })}`, 'a list')
  failures.forEach((failure: unknown, index) => {
    const problem = problemOf(failure)
    if (problem !== undefined) throw refuse(`failure ${index + 1} with ${problem}`, 'one that toleak wrote')
  })
  return failures as ReportedFailure[]
}

/** The text of a manifest, in the order of test files and tests. */
export function formatManifest(failures: readonly ReportedFailure[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, failures: sorted(failures) }, undefined, 2)}\n`
}

function sorted(failures: readonly ReportedFailure[]): ReportedFailure[] {
  const naturally = new Intl.Collator('en', { numeric: true }).compare
  return [...failures].sort((a, b) => naturally(a.testFile, b.testFile) || naturally(a.id, b.id))
}

/** What is wrong with an entry: none may lead out of the report's folder, since its files are read, and deleted when it goes. */
function problemOf(failure: unknown): string | undefined {
  if (!isRecord(failure)) return inspect(failure, { depth: 0 })
  const wrong =
    TEXTS.find((name) => typeof failure[name] !== 'string') ??
    OPTIONAL_TEXTS.find((name) => failure[name] !== undefined && typeof failure[name] !== 'string')
  if (wrong !== undefined) return `"${wrong}" ${inspect(failure[wrong], { depth: 0 })}`
  if (!isBelow(failure['id'] as string)) return `"id" ${inspect(failure['id'])}`
  const { files, retry, place } = failure
  if (!Array.isArray(files) || !files.every((file) => FAILURE_FILES.includes(file as FailureFile)))
    return `"files" ${inspect(files, { depth: 1 })}`
  if (retry !== undefined && !isPositive(retry)) return `"retry" ${inspect(retry, { depth: 0 })}`
  const isPlace =
    isRecord(place) &&
    typeof place['file'] === 'string' &&
    isPositive(place['line']) &&
    isPositive(place['column'])
  return place === undefined || isPlace ? undefined : `"place" ${inspect(place, { depth: 1 })}`
}

function isBelow(id: string): boolean {
  const parts = id.split('/')
  return (
    parts.length > 1 && parts.every((part) => part !== '' && !part.startsWith('.') && !/[\\:\0]/.test(part))
  )
}

function isPositive(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
