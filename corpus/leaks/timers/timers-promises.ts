import { setTimeout as pause } from 'node:timers/promises'
import type { LeakCase } from '../../leak-case.ts'

class Retry {
  attempts = 0
}

async function retry(signal?: AbortSignal): Promise<void> {
  const next = new Retry()
  // culprit
  await pause(3_600_000, undefined, { ref: false, signal })
  next.attempts++
}

export const leakCase: LeakCase = {
  target: Retry,
  async leaking() {
    void retry()
  },
  async fixed() {
    const stop = new AbortController()
    const retrying = retry(stop.signal)
    stop.abort()
    await retrying.catch(() => {})
  },
  root: "Node's timers",
  says: ['setTimeout', 'async function retry', 'local variable `next`', 'suspended'],
  cut: /setTimeout|`next`/,
  advice: /clearTimeout|AbortSignal|keeps the last value of `next`/,
}
