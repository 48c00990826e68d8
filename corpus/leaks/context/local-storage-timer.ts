import { AsyncLocalStorage } from 'node:async_hooks'
import type { LeakCase } from '../../leak-case.ts'

class RequestInfo {
  readonly path = '/'
}

const currentRequest = new AsyncLocalStorage<RequestInfo>()
let beats = 0

/** Starts a heartbeat that has nothing to do with the request in which it is started. */
// culprit
function beat(): void {
  beats++
  if (beats > 1000) beats = 0
}

export const leakCase: LeakCase = {
  target: RequestInfo,
  leaking() {
    currentRequest.run(new RequestInfo(), () => setInterval(beat, 3_600_000).unref())
  },
  fixed() {
    currentRequest.run(new RequestInfo(), () =>
      currentRequest.exit(() => setInterval(beat, 3_600_000).unref()),
    )
  },
  root: "Node's timers",
  says: ['setInterval', 'AsyncLocalStorage', 'beat'],
  cut: /setInterval|AsyncLocalStorage/,
  advice: 'clearInterval',
}
