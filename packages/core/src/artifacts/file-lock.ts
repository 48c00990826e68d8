import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { CaptureError } from '../errors.ts'
import { reasonOf } from './write-artifacts.ts'

/** Milliseconds between two looks at a lock that another process has. */
const PAUSE = 20
/** Looks at a lock that stays the same until it is taken for forgotten: 5 s, where the work takes a few milliseconds. */
const LOOKS_UNTIL_FORGOTTEN = 250
/** Looks until waiting ends: 60 s. */
const MOST_LOOKS = 3000

/**
 * Does work that no other process or thread does for the same file meanwhile. The lock is a file beside it, `<path>.lock`, that names who has it. One
 * that a process left behind is taken away: at once if that process is gone from this machine, else once it has stayed the same for
 * five seconds. No clock is asked: tests fake clocks.
 *
 * @param work is handed a question: whether the lock is still its own. It is not after a pause of the whole machine, for instance
 * @throws CaptureError if the lock cannot be made, or stays another's for a minute; what `work` throws
 */
export function withFileLock<Result>(path: string, work: (isHeld: () => boolean) => Result): Result {
  const lock = `${path}.lock`
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`
  acquire(lock, owner)
  const isHeld = () => ownerOf(lock) === owner
  try {
    return work(isHeld)
  } finally {
    if (isHeld()) remove(lock)
  }
}

function acquire(lock: string, owner: string): void {
  let seen: string | undefined
  let looksAtSame = 0
  for (let look = 0; look < MOST_LOOKS; look++) {
    if (create(lock, owner)) return
    const other = ownerOf(lock)
    looksAtSame = other === seen ? looksAtSame + 1 : 0
    seen = other
    if (other !== undefined && (isGone(other) || looksAtSame >= LOOKS_UNTIL_FORGOTTEN)) takeAway(lock, other)
    else pause()
  }
  throw new CaptureError(
    `Cannot lock ${lock}: found it held by ${seen ? `process ${seen}` : 'another process'} for a minute, expected it to be free. Delete it if no tests are running.`,
  )
}

/** Whether the file was made; false if there is one. */
function create(file: string, content: string): boolean {
  try {
    writeNew(file, content)
    return true
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    // EPERM, EBUSY: Windows, while the last owner deletes it
    if (code === 'EEXIST' || (process.platform === 'win32' && (code === 'EPERM' || code === 'EBUSY')))
      return false
    throw new CaptureError(
      `Cannot lock ${file}: ${reasonOf(cause)}, expected a folder this process may write to.`,
      { cause },
    )
  }
}

/** Whole or not at all: what is left of a lock on a full disk would be another's for ever. */
function writeNew(file: string, content: string): void {
  const opened = openSync(file, 'wx')
  let isWritten = false
  try {
    isWritten = writeSync(opened, content) === Buffer.byteLength(content)
  } finally {
    closeSync(opened)
    if (!isWritten) remove(file)
  }
}

/** Who has the lock; undefined if it is free. Empty while it is being written. */
function ownerOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8')
  } catch {
    return undefined
  }
}

/** Whether the owner is a process of this machine that has ended. */
function isGone(owner: string): boolean {
  const [machine, pid] = owner.split(' ')
  if (machine !== hostname() || !(Number(pid) > 0)) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/**
 * Takes away a lock that `owner` left behind, and no other's: of those that want to, only one at a time may, and it looks again.
 */
function takeAway(lock: string, owner: string): void {
  const claim = `${lock}.${createHash('sha256').update(owner).digest('hex').slice(0, 12)}`
  if (!create(claim, '')) return pause()
  if (ownerOf(lock) === owner) remove(lock)
  remove(claim)
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // whoever waits for it will take it away
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE)
}
