import type { LeakCase } from '../../leak-case.ts'

class Invoice {
  readonly amount = 3
}

let opened = 0
let lastError: string | undefined
const names = ['ada']
let closed = 0
// culprit
const unpaid: Invoice[] = []
let retries = 1
const paid = new Map<string, number>()

export const leakCase: LeakCase = {
  target: Invoice,
  leaking() {
    opened++
    unpaid.push(new Invoice())
    paid.set(names[0], closed + retries)
  },
  fixed() {
    opened++
    unpaid.push(new Invoice())
    unpaid.pop()
    if (++closed > opened + retries++) lastError = `${lastError ?? ''}${closed} closed`
  },
  root: 'module leaks/variables/after-a-counter.ts',
  says: ['`unpaid`', /\[\d+\]/],
  cut: /\[\d+\] of Array `unpaid`/,
}
