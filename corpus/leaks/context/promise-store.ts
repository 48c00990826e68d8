import { AsyncLocalStorage } from 'node:async_hooks'
import type { LeakCase } from '../../leak-case.ts'

class Transaction {
  readonly id = 7
}

const currentTransaction = new AsyncLocalStorage<Transaction>()
let ready: Promise<void>
let start = () => {}

/** Made for all who need the connection, whoever comes first. */
function whenReady(): Promise<void> {
  // culprit
  return ready.then(function connect() {})
}

export const leakCase: LeakCase = {
  target: Transaction,
  before() {
    ready = new Promise((resolve) => (start = resolve))
  },
  async leaking() {
    void currentTransaction.run(new Transaction(), whenReady)
  },
  async fixed() {
    void currentTransaction.run(new Transaction(), () => currentTransaction.exit(whenReady))
  },
  root: 'module leaks/context/promise-store.ts',
  says: [/`ready`|`start`/, 'AsyncLocalStorage'],
  cut: /AsyncLocalStorage|then/,
  after: () => start(),
}
