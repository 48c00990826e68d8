import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Layout {
  width = 0
}

let window: DOMWindow

function followSize(layout: Layout): () => void {
  // culprit
  const onResize = () => (layout.width = window.innerWidth)
  window.addEventListener('resize', onResize)
  return () => window.removeEventListener('resize', onResize)
}

export const leakCase: LeakCase = {
  target: Layout,
  before() {
    window = jsdomWindow()
  },
  leaking() {
    followSize(new Layout())
  },
  fixed() {
    const stop = followSize(new Layout())
    stop()
  },
  after() {
    window.close()
  },
  root: 'module leaks/jsdom/listener-on-window.ts',
  says: ['`window`', 'window', 'event "resize"', 'onResize', '`layout`'],
  cut: 'event "resize"',
  advice: 'removeEventListener("resize", listener)',
}
