import type { LeakCase } from '../../leak-case.ts'

class Visit {
  readonly minutes = 5
}

// culprit
const guest = { name: 'ada' }
const lastVisit = new WeakMap<object, Visit>()

export const leakCase: LeakCase = {
  target: Visit,
  leaking() {
    lastVisit.set(guest, new Visit())
  },
  fixed() {
    lastVisit.set({ name: 'bob' }, new Visit())
  },
  root: 'module leaks/collections/weakmap-value.ts',
  says: ['`lastVisit`', 'WeakMap', 'key'],
  cut: 'WeakMap',
}
