import { vi } from 'vitest'
import type { LeakCase } from '../../leak-case.ts'

class Reminder {
  shown = false
}

function remindLater(reminder: Reminder): void {
  // culprit
  const show = () => (reminder.shown = true)
  setTimeout(show, 60_000)
}

export const leakCase: LeakCase = {
  target: Reminder,
  leaking() {
    vi.useFakeTimers()
    remindLater(new Reminder())
    vi.useRealTimers()
  },
  fixed() {
    vi.useFakeTimers()
    remindLater(new Reminder())
    vi.clearAllTimers()
    vi.useRealTimers()
  },
  after() {
    vi.useFakeTimers()
    vi.clearAllTimers()
    vi.useRealTimers()
  },
  root: "Vitest's fake timers",
  says: ['show', '`reminder`'],
  cut: /callback of fake timer|pending/,
  advice: 'clearAllTimers()',
}
