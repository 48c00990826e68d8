import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Outline {
  changes = 0
}

let window: DOMWindow

function keepUpToDate(outline: Outline): () => void {
  // culprit
  const count = () => outline.changes++
  const observer = new window.MutationObserver(count)
  observer.observe(window.document.body, { childList: true })
  return () => observer.disconnect()
}

export const leakCase: LeakCase = {
  target: Outline,
  before() {
    window = jsdomWindow()
  },
  leaking() {
    keepUpToDate(new Outline())
  },
  fixed() {
    const stop = keepUpToDate(new Outline())
    stop()
  },
  after() {
    window.close()
  },
  root: 'module leaks/jsdom/mutation-observer.ts',
  says: ['`window`', '<body>', 'is observed by', 'MutationObserver', 'count', '`outline`'],
  cut: 'is observed by of <body>',
  advice: 'observer.disconnect()',
}
