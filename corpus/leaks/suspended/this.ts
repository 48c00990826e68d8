import type { LeakCase } from '../../leak-case.ts'

let unlock = () => {}
let unlocked = Promise.resolve()

class Account {
  balance = 100

  async withdraw(amount: number): Promise<void> {
    // culprit
    await unlocked
    this.balance -= amount
  }

  async withdrawLater(amount: number): Promise<void> {
    const account = new WeakRef(this)
    await unlockedFor(amount)
    const found = account.deref()
    if (found) found.balance -= amount
  }
}

function unlockedFor(amount: number): Promise<void> {
  return amount > 0 ? Promise.resolve() : unlocked
}

export const leakCase: LeakCase = {
  target: Account,
  before() {
    unlocked = new Promise((resolve) => (unlock = resolve))
  },
  async leaking() {
    void new Account().withdraw(20)
  },
  async fixed() {
    void new Account().withdrawLater(20)
  },
  root: 'module leaks/suspended/this.ts',
  says: [/`unlocked`|`unlock`/, 'async function withdraw', '`this`', 'suspended'],
  cut: /`await` of|`this`/,
  after: () => unlock(),
}
