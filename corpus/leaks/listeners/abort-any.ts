import type { LeakCase } from '../../leak-case.ts'

class Search {
  cancelled = false
}

const shutDown = new AbortController()
const searches = new AbortController()
const either = AbortSignal.any([shutDown.signal, searches.signal])

function run(search: Search): () => void {
  // culprit
  const cancel = () => (search.cancelled = true)
  either.addEventListener('abort', cancel)
  return () => either.removeEventListener('abort', cancel)
}

export const leakCase: LeakCase = {
  target: Search,
  leaking() {
    run(new Search())
  },
  fixed() {
    const finish = run(new Search())
    finish()
  },
  root: 'module leaks/listeners/abort-any.ts',
  says: ['`either`', 'AbortSignal', 'event "abort"', 'cancel', '`search`'],
  cut: 'event "abort"',
  advice: 'removeEventListener("abort", listener)',
}
