import { setTimeout as delay } from 'node:timers/promises'
import { inspect } from 'node:util'
import { callSite, pointTo } from '../call-site.ts'
import { InvalidInputError } from '../errors.ts'
import type { LeakTarget } from './target.ts'
import { targetName } from './target.ts'

/** Milliseconds for which the end of a test waits for what it began and did not wait for. */
const LONGEST_WAIT = 30_000

/** How the test ended in which assertions were begun. */
export interface TestEnd {
  /** Whether it has failed already: then nobody is to blame for an `await` that was not reached. */
  readonly hasFailed: boolean
  /** Whether others ran beside it: then it cannot be told for certain that what still runs was begun here. */
  readonly isConcurrent?: boolean
}

/** An assertion, as the user wrote it. */
export interface AssertionCall {
  /** Its name. */
  readonly matcher: 'toLeak' | 'toBeCollected'
  /** What the matcher was given. */
  readonly args: readonly unknown[]
  /** Whether `.not` stands before it. */
  readonly negated: boolean
  /** What stands before it, if anything does: then `expect` was given a promise. */
  readonly promise?: 'resolves' | 'rejects' | ''
}

/** Async assertions that tests have begun; for adapters, which tell when a test is over. */
export class PendingAssertions {
  /** key: the test, whatever the adapter takes for it */
  readonly #byTest = new Map<unknown, Set<Assertion>>()
  readonly #longestWait: number

  /** @param longestWait milliseconds for which `end` waits for assertions that still run */
  constructor(longestWait = LONGEST_WAIT) {
    this.#longestWait = longestWait
  }

  /**
   * Begins to watch an async assertion.
   *
   * @param result settles when the assertion does
   * @param call is not kept
   * @returns what the test has to get instead of `result`: a promise that notes whether anybody waits for it. A failure that nobody waits
   *   for is no unhandled rejection; `end` tells it
   */
  watch<Value>(test: unknown, result: PromiseLike<Value>, call: AssertionCall): Promise<Value> {
    const assertion = new Assertion(textOf(call))
    const ofTest = this.#byTest.get(test) ?? new Set()
    this.#byTest.set(test, ofTest.add(assertion))
    const forget = () => {
      // what was waited for is of no interest when it is over
      if (assertion.isAwaited) ofTest.delete(assertion)
    }
    const placed = Promise.resolve(result).catch((error: unknown) => {
      addFrames(error, assertion.frames)
      throw error
    })
    const handed = new AwaitedPromise<Value>((resolve) => resolve(placed))
    handed.onAwait = () => {
      assertion.isAwaited = true
    }
    assertion.over = Promise.prototype.then.call(handed, undefined, (error: unknown) => {
      assertion.failure = error instanceof Error ? error.message : inspect(error)
    })
    void assertion.over.then(() => {
      assertion.isOver = true
      forget()
    })
    return handed
  }

  /**
   * A test is over: waits for what it began to assert.
   *
   * @throws InvalidInputError if it did not wait for an assertion itself
   */
  async end(test: unknown, { hasFailed, isConcurrent = false }: TestEnd): Promise<void> {
    const begun = [...(this.#byTest.get(test) ?? [])]
    this.#byTest.delete(test)
    if (hasFailed || begun.length === 0) return
    const forgotten = begun.filter(({ isAwaited, isOver }) => !isAwaited || !(isOver || isConcurrent))
    await noLongerThan(this.#longestWait, Promise.all(begun.map(({ over }) => over)))
    if (forgotten.length > 0) throw errorFor(forgotten, this.#longestWait)
  }

  /** The file is over: the same for what no test has begun, such as its hooks. */
  async endFile(): Promise<void> {
    for (const test of [...this.#byTest.keys()]) await this.end(test, { hasFailed: false })
  }
}

/** What is known of one that was begun. It holds nothing of the user's. */
class Assertion {
  readonly call: string
  /** Where it was begun. */
  readonly frames: string
  isAwaited = false
  isOver = false
  /** Never rejects. */
  over: Promise<unknown> = Promise.resolve()
  /** The message with which it failed. */
  failure: string | undefined

  constructor(call: string) {
    this.call = call
    this.frames = callSite()
  }
}

/** Tells when it gets a reaction: `await`, `then`, `catch`, `finally`, a runner that was handed it. */
class AwaitedPromise<Value> extends Promise<Value> {
  onAwait: (() => void) | undefined

  // what `then` gives is a promise like any other
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  override then<Result1 = Value, Result2 = never>(
    onFulfilled?: ((value: Value) => Result1 | PromiseLike<Result1>) | null,
    onRejected?: ((reason: unknown) => Result2 | PromiseLike<Result2>) | null,
  ): Promise<Result1 | Result2> {
    this.onAwait?.()
    return super.then(onFulfilled, onRejected)
  }
}

function errorFor(forgotten: readonly Assertion[], waited: number): InvalidInputError {
  const error = new InvalidInputError(forgotten.map((each) => complaintOf(each, waited)).join('\n\n'))
  pointTo(forgotten[0].frames, error)
  return error
}

function complaintOf({ call, isOver, failure }: Assertion, waited: number): string {
  const end = isOver
    ? failure === undefined
      ? ''
      : `\n\nAwaited, it would have failed:\n\n${failure}`
    : ` It still runs ${waited / 1000} s later.`
  return `Cannot tell in time whether ${call} holds: the test was over without waiting for it, expected an assertion about something asynchronous to be awaited. Write \`await ${call}\`.${end}`
}

function textOf({ matcher, args: [target], negated, promise }: AssertionCall): string {
  const received = matcher === 'toLeak' ? 'fn' : 'weakRef'
  const classes = typeof target === 'function' || Array.isArray(target)
  const given = classes ? targetName(target as LeakTarget | LeakTarget[]) : ''
  const subject = promise ? `expect(promise).${promise}` : `expect(${received})`
  return `${subject}${negated ? '.not' : ''}.${matcher}(${given})`
}

/** V8 follows an `await` no further than to a promise of the runner's, so that an error of an async assertion does not say where that stands. */
function addFrames(error: unknown, frames: string): void {
  if (!(error instanceof Error) || frames === '') return
  const stack = String(error.stack)
  if (!frames.split('\n').some((frame) => stack.includes(frame.trim()))) error.stack = `${stack}\n${frames}`
}

async function noLongerThan(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const stop = new AbortController()
  const timeIsUp = delay(milliseconds, undefined, { signal: stop.signal }).catch(() => {})
  await Promise.race([work, timeIsUp])
  stop.abort()
}
