import { jest } from '@jest/globals'
import type { LeakCase } from '../../leak-case.ts'

class Invoice {
  paid = false
}

// culprit
const send = jest.fn((invoice: Invoice) => invoice.paid)

export const leakCase: LeakCase = {
  target: Invoice,
  leaking() {
    send(new Invoice())
  },
  fixed() {
    send(new Invoice())
    jest.clearAllMocks()
  },
  after() {
    jest.clearAllMocks()
  },
  root: 'module leaks/jest/mock-calls.ts',
  says: ['`send`', 'mock function', '.mock.calls[0][0]'],
  cut: '.mock.calls[0][0] of mock function',
  advice: 'jest.clearAllMocks()',
}
