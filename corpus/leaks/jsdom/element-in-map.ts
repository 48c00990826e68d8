import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Tooltip {
  visible = false
}

let window: DOMWindow
// culprit
const tooltips = new Map<Element, Tooltip>()

export const leakCase: LeakCase = {
  target: Tooltip,
  before() {
    window = jsdomWindow()
  },
  leaking() {
    const button = window.document.createElement('button')
    window.document.body.append(button)
    tooltips.set(button, new Tooltip())
    button.remove()
  },
  fixed() {
    const button = window.document.createElement('button')
    window.document.body.append(button)
    tooltips.set(button, new Tooltip())
    button.remove()
    tooltips.delete(button)
  },
  after() {
    window.close()
  },
  root: 'module leaks/jsdom/element-in-map.ts',
  says: ['`tooltips`', 'Map', 'value of key <button>'],
  cut: 'value of key <button> of Map `tooltips`',
}
