import type { DOMWindow } from 'jsdom'
import type { LeakCase } from '../../leak-case.ts'
import { jsdomWindow } from '../../pages.ts'

class Chart {
  points = 0
}

let window: DOMWindow
// culprit
let lastPanel: HTMLElement | undefined

function showChart(chart: Chart) {
  const { document } = window
  const panel = document.createElement('section')
  panel.innerHTML = '<div class="toolbar"><button>Zoom</button></div>'
  panel.querySelector('button')!.addEventListener('click', () => chart.points++)
  document.body.append(panel)
  lastPanel = panel
}

export const leakCase: LeakCase = {
  target: Chart,
  before() {
    window = jsdomWindow()
  },
  leaking() {
    showChart(new Chart())
    lastPanel?.remove()
  },
  fixed() {
    showChart(new Chart())
    lastPanel?.remove()
    lastPanel = undefined
  },
  after() {
    window.close()
  },
  root: 'module leaks/jsdom/detached-tree.ts',
  says: ['`lastPanel`', '<section>', 'detached from the document', '<button>', 'event "click"', '`chart`'],
  cut: '`lastPanel`',
}
