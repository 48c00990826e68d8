import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { LeakCase } from '../../leak-case.ts'

class Metrics {
  queries = 0
}

const queries = channel('corpus.query')

function measure(metrics: Metrics): () => void {
  // culprit
  const count = () => metrics.queries++
  subscribe('corpus.query', count)
  return () => unsubscribe('corpus.query', count)
}

export const leakCase: LeakCase = {
  target: Metrics,
  leaking() {
    measure(new Metrics())
  },
  fixed() {
    const stop = measure(new Metrics())
    if (queries.hasSubscribers) stop()
  },
  root: /module (leaks\/context\/diagnostics-channel|node:diagnostics_channel)/,
  says: ['Channel', 'subscriber', 'count', '`metrics`'],
  cut: 'subscriber',
  advice: 'unsubscribe',
}
