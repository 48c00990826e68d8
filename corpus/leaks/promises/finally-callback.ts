import type { LeakCase } from '../../leak-case.ts'

class Spinner {
  turning = true
}

let loaded: Promise<void>
let load = () => {}

function spinWhileLoading(spinner: Spinner): void {
  // culprit
  void loaded.finally(function stopSpinning() {
    spinner.turning = false
  })
}

export const leakCase: LeakCase = {
  target: Spinner,
  before() {
    loaded = new Promise((resolve) => (load = resolve))
  },
  async leaking() {
    spinWhileLoading(new Spinner())
  },
  async fixed() {
    spinWhileLoading(new Spinner())
    load()
  },
  root: 'module leaks/promises/finally-callback.ts',
  says: [/`loaded`|`load`/, 'Promise', '.finally', 'stopSpinning', '`spinner`'],
  cut: '`.finally`',
}
