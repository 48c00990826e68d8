import type { Window } from 'happy-dom'
import type { LeakCase } from '../../leak-case.ts'
import { happyDomWindow } from '../../pages.ts'

class Menu {
  open = true
}

let window: Window

function closeOnEscape(menu: Menu): () => void {
  // culprit
  const onKey = () => (menu.open = false)
  window.document.addEventListener('keydown', onKey)
  return () => window.document.removeEventListener('keydown', onKey)
}

export const leakCase: LeakCase = {
  target: Menu,
  before() {
    window ??= happyDomWindow()
  },
  leaking() {
    closeOnEscape(new Menu())
  },
  fixed() {
    const stop = closeOnEscape(new Menu())
    stop()
  },
  after: () => window.happyDOM.close(),
  root: 'module leaks/happy-dom/listener-on-document.ts',
  says: ['`window`', 'window', 'document', 'event "keydown"', 'onKey', '`menu`'],
  cut: 'event "keydown"',
  advice: 'removeEventListener("keydown", listener)',
}
