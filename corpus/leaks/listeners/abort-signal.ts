import type { LeakCase } from '../../leak-case.ts'

class Query {
  cancelled = false
}

const shutdown = new AbortController()

function send(query: Query): () => void {
  // culprit
  const cancel = () => (query.cancelled = true)
  shutdown.signal.addEventListener('abort', cancel)
  return () => shutdown.signal.removeEventListener('abort', cancel)
}

export const leakCase: LeakCase = {
  target: Query,
  before() {
    // a controller makes its signal when it is first asked for it
    void shutdown.signal
  },
  leaking() {
    send(new Query())
  },
  fixed() {
    const finish = send(new Query())
    finish()
  },
  root: 'module leaks/listeners/abort-signal.ts',
  says: ['`shutdown`', 'AbortSignal', 'event "abort"', 'cancel', '`query`'],
  cut: 'event "abort"',
  advice: 'removeEventListener("abort", listener)',
}
