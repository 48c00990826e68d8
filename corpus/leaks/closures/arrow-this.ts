import type { LeakCase } from '../../leak-case.ts'

const shortcuts: (() => void)[] = []

class Panel {
  open = true

  addShortcut(): void {
    // culprit
    const close = () => {
      this.open = false
    }
    shortcuts.push(close)
  }
}

export const leakCase: LeakCase = {
  target: Panel,
  leaking() {
    new Panel().addShortcut()
  },
  fixed() {
    new Panel().addShortcut()
    shortcuts.pop()
  },
  root: 'module leaks/closures/arrow-this.ts',
  says: ['`shortcuts`', 'function close', '`this`'],
  cut: /\[\d+\] of Array `shortcuts`/,
}
