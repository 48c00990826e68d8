import type { LeakCase } from '../../leak-case.ts'

class Toolbar {
  readonly buttons = 4
}

const shared = globalThis as { activeToolbar?: Toolbar }

// culprit
function show(toolbar: Toolbar): void {
  shared.activeToolbar = toolbar
}

export const leakCase: LeakCase = {
  target: Toolbar,
  leaking() {
    show(new Toolbar())
  },
  fixed() {
    show(new Toolbar())
    delete shared.activeToolbar
  },
  root: 'globalThis',
  says: ['.activeToolbar'],
  cut: '.activeToolbar',
  after() {
    delete shared.activeToolbar
  },
}
