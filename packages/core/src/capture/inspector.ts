import { Session } from 'node:inspector'
import { CaptureError } from '../errors.ts'

/** One protocol call, answered before it returns. */
export type Post = <Result>(method: string, params?: object) => Result

/** A protocol event's handler, called while a command runs. */
export type Listen = (event: string, handler: (params: never) => void) => void

/**
 * Runs `use` with an inspector session of this thread and disconnects it, whatever happens. No user code may run inside: a session
 * connected while user code logs an object keeps that object alive.
 *
 * @throws CaptureError if the inspector is missing, refuses a command or answers it later
 */
export function withInspector<Result>(doing: string, use: (post: Post, listen: Listen) => Result): Result {
  const session = new Session()
  try {
    session.connect()
  } catch (cause) {
    throw new CaptureError(
      `Cannot ${doing}: this thread's inspector refused a session, expected one. Run Node without --disable-inspector flags and outside other sandboxes.`,
      { cause },
    )
  }
  const post: Post = <Answer>(method: string, params: object = {}) => {
    let failure: Error | null | undefined
    let answer: Answer | undefined
    session.post(method, params, (error: Error | null, result?: unknown) => {
      failure = error
      answer = result as Answer
    })
    if (failure)
      throw new CaptureError(`Cannot ${doing}: ${method} answered "${failure.message}".`, { cause: failure })
    if (answer === undefined)
      throw new CaptureError(
        `Cannot ${doing}: ${method} did not answer at once, expected a synchronous inspector.`,
      )
    return answer
  }
  const listen: Listen = (event, handler) => {
    session.on(event, (message: { params: never }) => handler(message.params))
  }
  try {
    return use(post, listen)
  } finally {
    session.disconnect()
  }
}
