/**
 * Calls the body in a frame of its own, so that no interpreter register of ours still holds its temporaries, and drops its result.
 *
 * @returns undefined for a sync body; for one that returns a thenable, a promise of its end that carries no value
 * @throws whatever the body throws, untouched
 */
export function runBody(body: () => unknown): Promise<void> | undefined {
  const result = body()
  return isThenable(result) ? dropValue(result) : undefined
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    typeof (value as { then?: unknown }).then === 'function'
  )
}

function dropValue(result: PromiseLike<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    result.then(() => resolve(), reject)
  })
}
