import { vi } from 'vitest'
import type { LeakCase } from '../../leak-case.ts'

class Invoice {
  paid = false
}

// culprit
const send = vi.fn((invoice: Invoice) => invoice.paid)

export const leakCase: LeakCase = {
  target: Invoice,
  leaking() {
    send(new Invoice())
  },
  fixed() {
    send(new Invoice())
    vi.clearAllMocks()
  },
  after() {
    vi.clearAllMocks()
  },
  root: 'module leaks/vitest/mock-calls.ts',
  says: ['`send`', 'mock function', '.mock.calls[0][0]'],
  cut: '.mock.calls[0][0] of mock function',
  advice: 'vi.clearAllMocks()',
}
