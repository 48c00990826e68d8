import type { LeakCase } from '../../leak-case.ts'

class Progress {
  percent = 0
}

let next: NodeJS.Immediate

/** Does a little of the work in each turn of the event loop, and never stops. */
function advance(progress: Progress): void {
  // culprit
  function step() {
    progress.percent += 0.01
    next = setImmediate(step).unref()
  }
  step()
}

export const leakCase: LeakCase = {
  target: Progress,
  leaking() {
    advance(new Progress())
  },
  fixed() {
    advance(new Progress())
    stop()
  },
  root: /Node's timers|module leaks\/timers\/set-immediate\.ts/,
  says: ['setImmediate', 'step', '`progress`'],
  cut: /setImmediate|`next`/,
  advice: 'clearImmediate(timer)',
  after: stop,
}

function stop(): void {
  clearImmediate(next)
}
