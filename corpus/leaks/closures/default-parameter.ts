import type { LeakCase } from '../../leak-case.ts'

class Account {
  readonly balance = 12
}

const reports: (() => string)[] = []

function addReport(account: Account, title = () => `Balance ${account.balance}`): void {
  // culprit
  reports.push(function report() {
    return title()
  })
}

export const leakCase: LeakCase = {
  target: Account,
  leaking() {
    addReport(new Account())
  },
  fixed() {
    addReport(new Account(), () => 'Balance')
    reports.pop()
  },
  root: 'module leaks/closures/default-parameter.ts',
  says: ['`reports`', 'function report', '`account`'],
  cut: /\[\d+\] of Array `reports`/,
}
