import type { HTMLElement, Window } from 'happy-dom'
import type { LeakCase } from '../../leak-case.ts'
import { happyDomWindow } from '../../pages.ts'

class Chart {
  points = 0
}

let window: Window
// culprit
let lastPanel: HTMLElement | undefined

function showChart(chart: Chart): void {
  const { document } = window
  const panel = document.createElement('section')
  panel.innerHTML = '<div class="toolbar"><b>Chart</b><button>Zoom</button></div>'
  panel.querySelector('button')!.addEventListener('click', () => chart.points++)
  document.body.append(panel)
  lastPanel = panel
}

export const leakCase: LeakCase = {
  target: Chart,
  before() {
    window ??= happyDomWindow()
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
  after: () => window.happyDOM.close(),
  root: 'module leaks/happy-dom/detached-tree.ts',
  says: ['`lastPanel`', '<section>, detached from the document', '<button>', 'event "click"', '`chart`'],
  cut: '`lastPanel`',
}
