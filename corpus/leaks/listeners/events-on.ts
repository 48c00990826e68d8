import { EventEmitter, on } from 'node:events'
import type { LeakCase } from '../../leak-case.ts'

class Reading {
  readonly degrees = 21
}

// culprit
const sensor = new EventEmitter()
let stop = new AbortController()

export const leakCase: LeakCase = {
  target: Reading,
  before() {
    stop.abort()
    stop = new AbortController()
    on(sensor, 'reading', { signal: stop.signal })
      .next()
      .catch(() => {})
  },
  async leaking() {
    sensor.emit('reading', new Reading())
    sensor.emit('reading', new Reading())
  },
  async fixed() {
    sensor.emit('reading', new Reading())
  },
  root: 'module leaks/listeners/events-on.ts',
  says: ['`sensor`', '`events.on`'],
  cut: 'events.on',
  after: () => stop.abort(),
}
