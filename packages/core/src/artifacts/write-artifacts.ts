import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { CaptureError, ToleakError } from '../errors.ts'

/** A file to be, and what makes its content. */
export interface Artifact {
  /** Absolute. */
  readonly path: string
  readonly content: () => string | Uint8Array
}

/** What became of artifacts. */
export interface WrittenArtifacts {
  /** Paths of the files that are complete. */
  readonly written: readonly string[]
  /** One error, of one line, for each file that is not. */
  readonly problems: readonly ToleakError[]
}

/**
 * Writes artifacts, folders included, each whole or not at all: what was there before stays until the new file is complete. Throws
 * nothing, because a failing disk or picture must not replace the failure that is being reported; one that fails does not stop the next.
 */
export function writeArtifacts(artifacts: readonly Artifact[]): WrittenArtifacts {
  const written: string[] = []
  const problems: ToleakError[] = []
  for (const { path, content } of artifacts) {
    try {
      writeWhole(path, contentOf(path, content))
      written.push(path)
    } catch (cause) {
      problems.push(cannotWrite(path, cause))
    }
  }
  return { written, problems }
}

function contentOf(path: string, content: Artifact['content']): string | Uint8Array {
  try {
    return content()
  } catch (cause) {
    if (cause instanceof ToleakError) throw cause
    throw new CaptureError(
      `Cannot make ${path}: ${lineOf(cause)}, expected its content. Please report this.`,
      { cause },
    )
  }
}

let temporaryFiles = 0

/** Writes a file, folders included, whole or not at all: what was there before stays until the new one is complete. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const folder = dirname(path)
  makeFolder(folder)
  // beside the file, so that the rename stays on one disk; a name that no other worker has
  const temporary = join(folder, `${basename(path)}.${process.pid}-${threadId}-${temporaryFiles++}.tmp`)
  try {
    writeFileSync(temporary, content, { flag: 'wx' })
    renameSync(temporary, path)
  } catch (error) {
    remove(temporary)
    throw error
  }
}

/** Makes a folder and those around it. Not `recursive`: Node's own loops for ever where the system denies a folder's existence, as /proc does. */
export function makeFolder(folder: string): void {
  const refused = refusalOf(folder)
  if (refused === undefined) return
  if (refused.code !== 'ENOENT' || dirname(folder) === folder) throw refused
  makeFolder(dirname(folder))
  const refusedAgain = refusalOf(folder)
  if (refusedAgain) throw refusedAgain
}

/** Why the folder cannot be made; nothing when it is there, also when another worker was faster. */
function refusalOf(folder: string): NodeJS.ErrnoException | undefined {
  try {
    mkdirSync(folder)
    return undefined
  } catch (error) {
    return statSync(folder, { throwIfNoEntry: false })?.isDirectory()
      ? undefined
      : (error as NodeJS.ErrnoException)
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // what stopped the writing says more than what stops the tidying
  }
}

/** key: system error code */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a read-only file system',
  ENOSPC: 'a full disk',
  EDQUOT: 'a used-up disk quota',
  ENOTDIR: 'a file where a folder should be',
  EEXIST: 'a file where a folder should be',
  EISDIR: 'a folder where the file should be',
  ENAMETOOLONG: 'a path that is too long here',
  EMFILE: 'too many open files',
}

/** One line about why a file cannot be written. */
export function reasonOf(cause: unknown): string {
  const code = String((cause as NodeJS.ErrnoException | undefined)?.code)
  return Object.hasOwn(REASONS, code) ? `${REASONS[code]} (${code})` : lineOf(cause)
}

/** The error, of one line, for a file or folder that cannot be written. */
export function cannotWrite(path: string, cause: unknown): ToleakError {
  if (cause instanceof ToleakError) return cause
  return new CaptureError(
    `Cannot write ${path}: ${reasonOf(cause)}, expected a folder this process may write to. Set the option artifacts.dir to such a folder.`,
    { cause },
  )
}

function lineOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ')
}
