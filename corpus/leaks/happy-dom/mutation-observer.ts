import type { Window } from 'happy-dom'
import type { LeakCase } from '../../leak-case.ts'
import { happyDomWindow } from '../../pages.ts'

class Outline {
  changes = 0
}

let window: Window

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
    window ??= happyDomWindow()
  },
  leaking() {
    keepUpToDate(new Outline())
  },
  fixed() {
    const stop = keepUpToDate(new Outline())
    stop()
  },
  after: () => window.happyDOM.close(),
  root: 'module leaks/happy-dom/mutation-observer.ts',
  says: ['`window`', 'active observer', 'MutationObserver', 'count', '`outline`'],
  cut: 'active observer of window',
  advice: 'observer.disconnect()',
}
