import type { LeakCase } from '../../leak-case.ts'

class Handle {
  readonly descriptor = 4
}

// culprit
const cleanup = new FinalizationRegistry<Handle>(() => undefined)
const file = { path: 'a.txt' }

export const leakCase: LeakCase = {
  target: Handle,
  leaking() {
    cleanup.register(file, new Handle(), file)
  },
  fixed() {
    cleanup.register(file, new Handle(), file)
    cleanup.unregister(file)
  },
  root: 'module leaks/references/finalization-registry.ts',
  says: ['`cleanup`', 'FinalizationRegistry', 'held value'],
  cut: 'held value of FinalizationRegistry `cleanup`',
  advice: 'unregister',
  after() {
    cleanup.unregister(file)
  },
}
