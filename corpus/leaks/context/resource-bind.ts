import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import type { LeakCase } from '../../leak-case.ts'

class User {
  readonly name = 'ada'
}

const currentUser = new AsyncLocalStorage<User>()
// culprit
const callbacks: (() => void)[] = []

function greet(): void {}

export const leakCase: LeakCase = {
  target: User,
  leaking() {
    currentUser.run(new User(), () => callbacks.push(AsyncResource.bind(greet)))
  },
  fixed() {
    currentUser.run(new User(), () => callbacks.push(greet))
  },
  root: 'module leaks/context/resource-bind.ts',
  says: ['`callbacks`', 'AsyncLocalStorage'],
  cut: /\[\d+\] of Array `callbacks`/,
}
