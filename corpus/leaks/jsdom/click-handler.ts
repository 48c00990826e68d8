import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Dialog {
  open = true
}

let window: DOMWindow

function closeBy(button: HTMLElement, dialog: Dialog): void {
  // culprit
  const close = () => (dialog.open = false)
  button.onclick = close
}

export const leakCase: LeakCase = {
  target: Dialog,
  before() {
    window = jsdomWindow('<button></button>')
  },
  leaking() {
    closeBy(window.document.querySelector('button')!, new Dialog())
  },
  fixed() {
    const button = window.document.querySelector('button')!
    closeBy(button, new Dialog())
    button.onclick = null
  },
  after() {
    window.close()
  },
  root: 'module leaks/jsdom/click-handler.ts',
  says: ['`window`', '<body>', '<button>', '.onclick', 'close', '`dialog`'],
  cut: '.onclick',
}
