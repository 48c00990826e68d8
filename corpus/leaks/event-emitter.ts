import { EventEmitter } from 'node:events'
import type { LeakCase } from '../leak-case.ts'

class Widget {
  ticks = 0
}

const clock = new EventEmitter()

function follow(widget: Widget): () => void {
  // culprit
  const onTick = () => widget.ticks++
  clock.on('tick', onTick)
  return () => clock.off('tick', onTick)
}

export const eventEmitter: LeakCase = {
  name: 'EventEmitter listener',
  file: 'leaks/event-emitter.ts',
  target: Widget,
  leaking() {
    follow(new Widget())
  },
  fixed() {
    const stop = follow(new Widget())
    stop()
  },
  says: ['`clock`', 'event "tick"', 'onTick', '`widget`'],
  cut: 'event "tick"',
}
