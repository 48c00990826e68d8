import { expect } from 'vitest'
import type { LeakCase } from '../../leak-case.ts'

class Session {
  open = true
}

function connect() {
  const session = new Session()
  // culprit
  const close = () => (session.open = false)
  return Promise.resolve({ close })
}

export const leakCase: LeakCase = {
  target: Session,
  async leaking() {
    await expect(connect()).resolves.toHaveProperty('close')
  },
  async fixed() {
    expect(await connect()).toHaveProperty('close')
  },
  root: 'test "fails and says why"',
  says: ['`.resolves`', '.close', '`session`'],
  cut: '`.resolves`',
  advice: 'await the value first',
}
