import { EventEmitter } from 'node:events'
import type { LeakCase } from '../../leak-case.ts'

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

export const leakCase: LeakCase = {
  target: Widget,
  leaking() {
    follow(new Widget())
  },
  fixed() {
    const stop = follow(new Widget())
    stop()
  },
  root: 'module leaks/listeners/event-emitter.ts',
  says: ['`clock`', 'event "tick"', 'onTick', '`widget`'],
  cut: 'event "tick"',
  advice: 'off("tick", listener)',
}
