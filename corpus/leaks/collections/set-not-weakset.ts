import type { LeakCase } from '../../leak-case.ts'

class Order {
  readonly total = 30
}

// culprit
const seen = new Set<Order>()
const seenWeakly = new WeakSet<Order>()

export const leakCase: LeakCase = {
  target: Order,
  leaking() {
    seen.add(new Order())
  },
  fixed() {
    seenWeakly.add(new Order())
  },
  root: 'module leaks/collections/set-not-weakset.ts',
  says: ['`seen`', 'Set'],
  cut: 'element of Set `seen`',
}
