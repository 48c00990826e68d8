import type { LeakCase } from '../../leak-case.ts'

class Invoice {
  reminders = 0
}

// culprit
function remind(when: string, invoice: Invoice): void {
  if (when === 'weekly') invoice.reminders++
}

export const leakCase: LeakCase = {
  target: Invoice,
  leaking() {
    setInterval(remind, 604_800_000, 'weekly', new Invoice()).unref()
  },
  fixed() {
    const timer = setInterval(remind, 604_800_000, 'weekly', new Invoice()).unref()
    clearInterval(timer)
  },
  root: "Node's timers",
  says: ['setInterval', 'argument 2', 'remind'],
  cut: 'setInterval',
  advice: 'clearInterval(timer)',
}
