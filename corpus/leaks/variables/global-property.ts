import type { LeakCase } from '../../leak-case.ts'

class Toolbar {
  readonly buttons = 4
}

const shared = globalThis as { countButtons?: () => number }

function install(toolbar: Toolbar): void {
  // culprit
  shared.countButtons = function countButtons() {
    return toolbar.buttons
  }
}

export const leakCase: LeakCase = {
  target: Toolbar,
  leaking() {
    install(new Toolbar())
  },
  fixed() {
    install(new Toolbar())
    delete shared.countButtons
  },
  root: 'globalThis',
  says: ['.countButtons', 'function countButtons', '`toolbar`'],
  cut: { bare: '.countButtons of globalThis', jest: 'closure variable `toolbar` of function countButtons' },
  after() {
    delete shared.countButtons
  },
}
