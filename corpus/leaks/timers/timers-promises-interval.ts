import { setInterval as ticks } from 'node:timers/promises'
import type { LeakCase } from '../../leak-case.ts'

class Gauge {
  readings = 0
}

async function watch(gauge: Gauge, signal?: AbortSignal): Promise<void> {
  // culprit
  for await (const _ of ticks(60_000, undefined, { ref: false, signal })) gauge.readings++
}

export const leakCase: LeakCase = {
  target: Gauge,
  async leaking() {
    void watch(new Gauge())
  },
  async fixed() {
    const stop = new AbortController()
    const watching = watch(new Gauge(), stop.signal)
    stop.abort()
    await watching.catch(() => {})
  },
  root: "Node's timers",
  says: ['setInterval', 'async function watch', 'local variable `gauge`', 'suspended'],
  cut: /setInterval|`gauge`/,
  advice: /clearInterval|AbortSignal|keeps the last value of `gauge`/,
}
