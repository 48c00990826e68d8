import { Session } from 'node:inspector'
import { CaptureError } from '../errors.ts'

/** One protocol call, answered before it returns. */
export type Post = <Result>(method: string, params?: object) => Result

/** A protocol event's handler, called while a command runs. */
export type Listen = (event: string, handler: (params: never) => void) => void

/** A session of this thread's own inspector. */
export interface Inspector {
  readonly post: Post
  readonly listen: Listen
  /** Ends it. V8 numbers all objects anew then. */
  close(): void
}

/**
 * Opens an inspector session of this thread. While it is open, what user code logs stays alive.
 *
 * @param doing what the session is for; begins every error
 * @throws CaptureError if the inspector is missing; `post` throws one if it refuses a command or answers it later
 */
export function openInspector(doing: string): Inspector {
  const session = new Session()
  try {
    session.connect()
  } catch (cause) {
    throw new CaptureError(
      `Cannot ${doing}: this thread's inspector refused a session, expected one. Run Node without flags that forbid it, such as --permission and --disable-inspector, and outside other sandboxes.`,
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
  return { post, listen, close: () => session.disconnect() }
}

/**
 * Runs `use` with an inspector session of this thread and closes it, whatever happens. No user code may run inside.
 *
 * @throws CaptureError as `openInspector` does
 */
export function withInspector<Result>(doing: string, use: (post: Post, listen: Listen) => Result): Result {
  const { post, listen, close } = openInspector(doing)
  try {
    return use(post, listen)
  } finally {
    close()
  }
}
