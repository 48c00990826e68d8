import type { LeakCase } from '../../leak-case.ts'

class Toast {
  visible = true
}

/** Nobody waits for a toast to vanish, so the process need not run for it. */
function hideLater(toast: Toast): NodeJS.Timeout {
  // culprit
  const hide = () => {
    toast.visible = false
  }
  return setTimeout(hide, 3_600_000).unref()
}

export const leakCase: LeakCase = {
  target: Toast,
  leaking() {
    hideLater(new Toast())
  },
  fixed() {
    const timer = hideLater(new Toast())
    clearTimeout(timer)
  },
  root: "Node's timers",
  says: ['setTimeout', 'hide', '`toast`'],
  cut: 'setTimeout',
  advice: 'clearTimeout(timer)',
}
