import type { LeakCase } from '../leak-case.ts'

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

export const abortSignal: LeakCase = {
  name: 'AbortSignal listener',
  file: 'leaks/abort-signal.ts',
  target: Query,
  leaking() {
    send(new Query())
  },
  fixed() {
    const finish = send(new Query())
    finish()
  },
  says: ['`shutdown`', 'AbortSignal', 'event "abort"', 'cancel', '`query`'],
  cut: 'event "abort"',
}
