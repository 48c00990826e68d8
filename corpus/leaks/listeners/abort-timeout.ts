import type { LeakCase } from '../../leak-case.ts'

class Fetch {
  timedOut = false
}

function start(fetch: Fetch, signal: AbortSignal): () => void {
  // culprit
  const giveUp = () => (fetch.timedOut = true)
  signal.addEventListener('abort', giveUp)
  return () => signal.removeEventListener('abort', giveUp)
}

export const leakCase: LeakCase = {
  target: Fetch,
  leaking() {
    start(new Fetch(), AbortSignal.timeout(3_600_000))
  },
  fixed() {
    const done = start(new Fetch(), AbortSignal.timeout(3_600_000))
    done()
  },
  root: "Node's abort signals",
  says: ['AbortSignal', 'event "abort"', 'giveUp', '`fetch`'],
  cut: /event "abort"|signal with a listener, until its time is out/,
  // Node's own objects are of unknown birth under Jest, which has a realm of its own
  advice: { jest: 'removeEventListener("abort", listener)' },
}
