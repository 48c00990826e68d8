import type { LeakCase } from '../../leak-case.ts'

class Update {
  done = false
}

// culprit
const updates: (() => void)[] = []

export const leakCase: LeakCase = {
  target: Update,
  async leaking() {
    const update = new Update()
    updates.push(() => (update.done = true))
  },
  async fixed() {
    const update = new Update()
    const finish = () => (update.done = true)
    process.nextTick(finish)
    queueMicrotask(finish)
    setImmediate(finish)
  },
  root: 'module leaks/queues/next-turn.ts',
  says: ['`updates`', '`update`'],
  cut: /\[\d+\] of Array `updates`/,
}
