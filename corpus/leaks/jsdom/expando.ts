import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Tooltip {
  visible = false
}

// culprit
let window: DOMWindow

export const leakCase: LeakCase = {
  target: Tooltip,
  before() {
    window = jsdomWindow('<button id="save" class="primary wide">Save</button>')
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
