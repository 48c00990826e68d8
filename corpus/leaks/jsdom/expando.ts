import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'

class Tooltip {
  visible = false
}

// culprit
let window: DOMWindow

export const leakCase: LeakCase = {
  target: Tooltip,
  async before() {
    const { JSDOM } = await import('jsdom')
    window = new JSDOM('<!doctype html><body><button id="save" class="primary wide">Save</button></body>').window
  },
  leaking() {
    const button = window.document.getElementById('save')!
    Object.assign(button, { tooltip: new Tooltip() })
  },
  fixed() {
    const button = window.document.getElementById('save')!
    Object.assign(button, { tooltip: new Tooltip() })
    Object.assign(button, { tooltip: undefined })
  },
  after() {
    window.close()
  },
  root: 'module leaks/jsdom/expando.ts',
  says: ['`window`', '<button', '.tooltip'],
  cut: '.tooltip',
}
