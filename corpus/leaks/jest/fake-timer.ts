import { jest } from '@jest/globals'
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
    jest.useFakeTimers()
    remindLater(new Reminder())
    jest.useRealTimers()
  },
  fixed() {
    jest.useFakeTimers()
    remindLater(new Reminder())
    jest.clearAllTimers()
    jest.useRealTimers()
  },
  after() {
    jest.useFakeTimers()
    jest.clearAllTimers()
    jest.useRealTimers()
  },
  root: "Jest's fake timers",
  says: ['show', '`reminder`'],
  cut: /callback of fake timer|pending/,
  advice: 'clearAllTimers()',
}
