import { existsSync, realpathSync, rmSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeWhole } from '../artifacts/write-artifacts.ts'
import { CaptureError } from '../errors.ts'
import type { LeakGroup } from '../explain/leak-trace.ts'
import type { AcceptedKey, AcceptedLeak } from './accepted-file.ts'
import { ACCEPTED_FILE, formatAccepted, keyOf, parseAccepted, readAccepted, textOf } from './accepted-file.ts'
import { withFileLock } from '../artifacts/file-lock.ts'
import { summaryOf } from './leak-summary.ts'

/** Whose leaks are judged, and whether what leaks is to be accepted. */
export interface AcceptedLeaksRun {
  /** Folder of the file with the accepted leaks, absolute; test files are named from there. */
  readonly projectRoot: string
  /** Absolute path or `file:` URL. */
  readonly testFile: string
  /** Whether what leaks now is written as accepted: the runner was started with `-u`. */
  readonly update: boolean
}

/** What an assertion found. */
export interface FoundLeaks {
  /** Names of the classes looked for. */
  readonly target: string
  /** All survivors, those without a known reason among them. */
  readonly leakedCount: number
  /** Those with a reason. */
  readonly groups: readonly LeakGroup[]
}

/** What of it is new. */
export interface AcceptedVerdict {
  /** Groups of which not all survivors are accepted; whole. */
  readonly groups: readonly LeakGroup[]
  /** Survivors that are not accepted; 0: the assertion may pass. Those without a known reason never are. */
  readonly newCount: number
  /** Survivors that are accepted. */
  readonly acceptedCount: number
  /** Sentences for below the message of a failure. */
  readonly notes: readonly string[]
}

/** A test of the file, when all are done. */
export interface FinishedTest {
  /** As it was handed to `judge`. */
  readonly testName: string
  /** `skipped`: it was not run, for whatever reason. */
  readonly state: 'passed' | 'failed' | 'skipped'
}

/** What became of the file with the accepted leaks. */
export interface AcceptedOutcome {
  /** Entries of this test file that are no longer needed; removed if it was an update. */
  readonly obsolete: readonly AcceptedLeak[]
  /** Entries that were written anew or with another count. */
  readonly written: readonly AcceptedLeak[]
  /** One or more lines for people; undefined when there is nothing to say. */
  readonly message: string | undefined
}

/** What one test showed of one leak. */
interface ShownLeak extends AcceptedKey {
  readonly count: number
  readonly trace: string
}

/**
 * The accepted leaks of one test file's run: which of what its assertions find is known, and at the end which entries are not needed any
 * longer. With `update`, all that is found is taken for accepted, and written at the end.
 *
 * Cost: the file is read at the first leak, and at the end; written only with `update` and if something changed.
 */
export class AcceptedLeaks {
  /** Absolute path of the file. */
  readonly path: string
  readonly #testFile: string
  readonly #update: boolean
  #entries?: ReadonlyMap<string, AcceptedLeak>
  /** key: keyOf */
  readonly #shown = new Map<string, ShownLeak>()
  /** What earlier ends of this run have changed in the file. */
  readonly #changed = { obsolete: [] as AcceptedLeak[], written: [] as AcceptedLeak[] }

  constructor({ projectRoot, testFile, update }: AcceptedLeaksRun) {
    this.path = join(projectRoot, ACCEPTED_FILE)
    this.#testFile = testFileKey(testFile, projectRoot)
    this.#update = update
  }

  /**
   * What of the leaks that an assertion found is new. Call it only for an assertion that would fail otherwise.
   *
   * @param testName undefined or empty if the runner does not tell, as for some concurrent tests: then nothing is accepted
   * @throws InvalidInputError if the file is not one that toleak wrote; CaptureError if it cannot be read
   */
  judge({ target, leakedCount, groups }: FoundLeaks, testName: string | undefined): AcceptedVerdict {
    if (testName === undefined || testName === '') return this.#refuse(groups, leakedCount)
    const entries = this.#entriesByKey()
    // groups may share a fingerprint, which leaves out what differs between machines
    const left = new Map<string, number>()
    const shown = new Map<string, ShownLeak>()
    const fresh: LeakGroup[] = []
    const notes: string[] = []
    let acceptedCount = 0
    for (const group of groups) {
      const key = { testFile: this.#testFile, testName, target, fingerprint: group.fingerprint }
      const text = keyOf(key)
      const before = shown.get(text)
      shown.set(text, { ...key, count: group.count + (before?.count ?? 0), trace: summaryOf(group) })
      const most = this.#update ? Infinity : (left.get(text) ?? entries.get(text)?.count ?? 0)
      const accepted = Math.min(most, group.count)
      left.set(text, most - accepted)
      acceptedCount += accepted
      if (accepted === group.count) continue
      fresh.push(group)
      if (accepted > 0)
        notes.push(
          `${ACCEPTED_FILE} accepts ${accepted} of the ${group.count} that ${summaryOf(group)} keeps.`,
        )
    }
    this.#show(shown)
    const whole = groups.filter((group) => !fresh.includes(group)).reduce((sum, { count }) => sum + count, 0)
    if (whole > 0)
      notes.push(
        `${whole} further ${whole === 1 ? 'instance is' : 'instances are'} accepted in ${ACCEPTED_FILE}.`,
      )
    return { groups: fresh, newCount: leakedCount - acceptedCount, acceptedCount, notes }
  }

  /**
   * Says which entries of this test file are not needed any longer, and with `update` writes the file.
   *
   * It may be called more than once, with the tests the last time; each time it tells all that the run has changed.
   *
   * An entry is obsolete if its test passed without showing it, or if the file has no such test. Entries of tests that failed or were not run
   * stay, and so do all if it is not known which tests there are. An update removes those of test files that are no longer there, too.
   *
   * @param tests every test of the file, run or not; undefined if the runner does not tell
   * @throws InvalidInputError if the file is not one that toleak wrote, which stays as it is; CaptureError if it cannot be read or written
   */
  end(tests?: readonly FinishedTest[]): AcceptedOutcome {
    if (!this.#update) {
      const obsolete = this.#obsoleteAmong(readAccepted(this.path), tests)
      return { obsolete, written: [], message: messageOf(obsolete, [], false) }
    }
    // most files have nothing to write, and need not wait for those that have
    if (this.#shown.size === 0 && !existsSync(this.path)) return messageless
    const changed = withFileLock(this.path, (isHeld) => this.#write(tests, isHeld))
    this.#changed.obsolete.push(...changed.obsolete)
    this.#changed.written.push(...changed.written)
    const obsolete = [...this.#changed.obsolete]
    const written = latestOf(this.#changed.written)
    return { obsolete, written, message: messageOf(obsolete, written, true) }
  }

  #refuse(groups: readonly LeakGroup[], newCount: number): AcceptedVerdict {
    const notes = this.#update
      ? [
          'It cannot be accepted: the test runner does not say which test this is. In a concurrent test, use the `expect` of its context.',
        ]
      : []
    return { groups, newCount, acceptedCount: 0, notes }
  }

  #entriesByKey(): ReadonlyMap<string, AcceptedLeak> {
    return (this.#entries ??= new Map(readAccepted(this.path).map((entry) => [keyOf(entry), entry])))
  }

  /** A test may assert several times, or run again: the most it showed counts. */
  #show(shown: ReadonlyMap<string, ShownLeak>): void {
    for (const [key, leak] of shown) {
      const before = this.#shown.get(key)
      if (!before || before.count < leak.count) this.#shown.set(key, leak)
    }
  }

  #obsoleteAmong(
    entries: readonly AcceptedLeak[],
    tests: readonly FinishedTest[] | undefined,
  ): AcceptedLeak[] {
    if (tests === undefined) return []
    const notPassed = new Set(tests.filter(({ state }) => state !== 'passed').map(({ testName }) => testName))
    return entries.filter(
      (entry) =>
        entry.testFile === this.#testFile && !this.#shown.has(keyOf(entry)) && !notPassed.has(entry.testName),
    )
  }

  #write(tests: readonly FinishedTest[] | undefined, isHeld: () => boolean) {
    const text = textOf(this.path)
    const entries = text === undefined ? [] : parseAccepted(text, this.path)
    const obsolete = [...this.#obsoleteAmong(entries, tests), ...this.#ofDeletedFiles(entries)]
    const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]))
    for (const entry of obsolete) byKey.delete(keyOf(entry))
    const written: AcceptedLeak[] = []
    for (const [key, leak] of this.#shown) {
      const before = byKey.get(key)
      const entry: AcceptedLeak = { ...leak, reason: before?.reason }
      byKey.set(key, entry)
      if (before?.count !== entry.count) written.push(entry)
    }
    this.#replace(text, [...byKey.values()], isHeld)
    return { obsolete, written }
  }

  #ofDeletedFiles(entries: readonly AcceptedLeak[]): AcceptedLeak[] {
    const others = entries.filter(({ testFile }) => testFile !== this.#testFile)
    const gone = new Set(others.map(({ testFile }) => testFile).filter((file) => !this.#exists(file)))
    return others.filter(({ testFile }) => gone.has(testFile))
  }

  #exists(testFile: string): boolean {
    return existsSync(resolve(dirname(this.path), testFile))
  }

  #replace(text: string | undefined, entries: readonly AcceptedLeak[], isHeld: () => boolean): void {
    const newText = formatAccepted(entries, text?.includes('\r\n') ? '\r\n' : '\n')
    if (newText === text || (entries.length === 0 && text === undefined)) return
    if (!isHeld())
      throw this.#cannotWrite('another process took the lock, because this one stood still too long')
    try {
      if (entries.length === 0) rmSync(this.path)
      // a link stays one
      else writeWhole(text === undefined ? this.path : realpathSync(this.path), newText)
    } catch (cause) {
      throw this.#cannotWrite((cause as Error).message, cause)
    }
  }

  #cannotWrite(found: string, cause?: unknown): CaptureError {
    return new CaptureError(
      `Cannot write the accepted leaks to ${this.path}: ${found}, expected a file this process may write to. Run the tests with -u again.`,
      { cause },
    )
  }
}

/** The last of each leak's entries. */
function latestOf(entries: readonly AcceptedLeak[]): AcceptedLeak[] {
  return [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()]
}

const messageless: AcceptedOutcome = { obsolete: [], written: [], message: undefined }

function messageOf(
  obsolete: readonly AcceptedLeak[],
  written: readonly AcceptedLeak[],
  isUpdate: boolean,
): string | undefined {
  const lines: string[] = []
  const list = (entries: readonly AcceptedLeak[]) =>
    entries.map(({ testName, count, target, trace }) => `  ${testName}: ${count} × ${target}, ${trace}`)
  if (written.length > 0) lines.push(`${count(written)} written to ${ACCEPTED_FILE}:`, ...list(written))
  if (obsolete.length > 0)
    lines.push(
      isUpdate
        ? `${count(obsolete)} removed from ${ACCEPTED_FILE}:`
        : `${count(obsolete)} of ${ACCEPTED_FILE} no longer occur${obsolete.length === 1 ? 's' : ''}; -u removes ${obsolete.length === 1 ? 'it' : 'them'}:`,
      ...list(obsolete),
    )
  return lines.length > 0 ? lines.join('\n') : undefined
}

function count({ length }: readonly AcceptedLeak[]): string {
  return `${length} accepted ${length === 1 ? 'leak' : 'leaks'}`
}

/** What a test file is called in the file: the same on every machine. */
function testFileKey(testFile: string, projectRoot: string): string {
  const file = testFile.startsWith('file:') ? fileURLToPath(testFile) : resolve(projectRoot, testFile)
  const given = relative(projectRoot, file)
  const key = isOutside(given) ? (realRelative(projectRoot, file) ?? given) : given
  return key.replaceAll('\\', '/')
}

/** Inside only when links are followed: one of the two was named by a link. */
function realRelative(projectRoot: string, file: string): string | undefined {
  try {
    const real = relative(realpathSync(projectRoot), realpathSync(file))
    return isOutside(real) ? undefined : real
  } catch {
    return undefined
  }
}

function isOutside(path: string): boolean {
  return /^\.\.([\\/]|$)/.test(path) || isAbsolute(path)
}

/** The sessions under way, by file and test file; a process may run several test files in one module registry. */
const running = new Map<string, AcceptedLeaks>()

/** The accepted leaks of a test file's run, the same object until `endAcceptedLeaks` is called for it. */
export function acceptedLeaksOf(run: AcceptedLeaksRun): AcceptedLeaks {
  const key = `${run.projectRoot}\0${run.testFile}`
  let leaks = running.get(key)
  if (!leaks) running.set(key, (leaks = new AcceptedLeaks(run)))
  return leaks
}

/** Ends the run of a test file: `AcceptedLeaks.end`. */
export function endAcceptedLeaks(run: AcceptedLeaksRun, tests?: readonly FinishedTest[]): AcceptedOutcome {
  try {
    return acceptedLeaksOf(run).end(tests)
  } finally {
    running.delete(`${run.projectRoot}\0${run.testFile}`)
  }
}
