import { EventEmitter } from 'node:events'
import type { LeakCase } from '../../leak-case.ts'

class Panel {
  width = 0
}

const windows = new EventEmitter()
windows.on('resize', function log() {})

function fit(panel: Panel): () => void {
  // culprit
  const onResize = (width: number) => (panel.width = width)
  windows.prependListener('resize', onResize)
  return () => windows.off('resize', onResize)
}

export const leakCase: LeakCase = {
  target: Panel,
  leaking() {
    fit(new Panel())
  },
  fixed() {
    const close = fit(new Panel())
    close()
  },
  root: 'module leaks/listeners/emitter-several.ts',
  says: ['`windows`', 'event "resize"', 'onResize', '`panel`'],
  cut: 'event "resize"',
  advice: 'off("resize", listener)',
}
