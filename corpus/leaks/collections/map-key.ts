import type { LeakCase } from '../../leak-case.ts'

class Tab {
  readonly title = 'News'
}

// culprit
const openedAt = new Map<Tab, number>()

export const leakCase: LeakCase = {
  target: Tab,
  leaking() {
    openedAt.set(new Tab(), 1)
  },
  fixed() {
    const tab = new Tab()
    openedAt.set(tab, 1)
    openedAt.delete(tab)
  },
  root: 'module leaks/collections/map-key.ts',
  says: ['`openedAt`', 'Map', 'key'],
  cut: 'key of Map `openedAt`',
}
