import { AsyncLocalStorage } from 'node:async_hooks'
import { channel } from 'node:diagnostics_channel'
import type { LeakCase } from '../../leak-case.ts'

class Tracer {
  spans = 0
}

const requests = channel('corpus.request')

function trace(tracer: Tracer): () => void {
  const store = new AsyncLocalStorage<number>()
  // culprit
  requests.bindStore(store, function nextSpan() {
    return ++tracer.spans
  })
  return () => requests.unbindStore(store)
}

export const leakCase: LeakCase = {
  target: Tracer,
  leaking() {
    trace(new Tracer())
  },
  fixed() {
    const stop = trace(new Tracer())
    stop()
  },
  root: 'module leaks/context/bound-store.ts',
  says: ['`requests`', 'Channel', 'store', 'nextSpan', '`tracer`'],
  cut: 'bound store',
  advice: 'unbindStore(store)',
}
