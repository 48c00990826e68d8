import type { LeakCase } from '../leak-case.ts'

class Visit {
  readonly minutes = 5
}

// culprit
const guest = { name: 'ada' }
const lastVisit = new WeakMap<object, Visit>()

export const weakmapValue: LeakCase = {
  name: 'WeakMap value whose key lives',
  file: 'leaks/weakmap-value.ts',
  target: Visit,
  leaking() {
    lastVisit.set(guest, new Visit())
  },
  fixed() {
    lastVisit.set({ name: 'bob' }, new Visit())
  },
  says: ['`lastVisit`', 'WeakMap', 'key'],
  cut: 'WeakMap',
}
