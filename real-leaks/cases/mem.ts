import { setTimeout as pause } from 'node:timers/promises'
import type { RealLeak } from '../real-leak.ts'

interface Mem {
  default<Argument, Result>(
    fn: (argument: Argument) => Result,
    options: { maxAge: number },
  ): (argument: Argument) => Result
}

class User {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

let userOf: (name: string) => User | undefined
let logins = 0

export const realLeak: RealLeak<Mem> = {
  package: 'mem',
  issue: 'https://github.com/sindresorhus/memoize/issues/14',
  leaked:
    'A cached result stayed in the Map for ever when its `maxAge` was over and nobody asked for it again.',
  target: User,
  before({ default: mem }) {
    userOf = mem((name: string) => (name === '' ? undefined : new User(name)), { maxAge: 20 })
  },
  async body() {
    userOf(`user ${++logins}`)
    await pause(60)
    // the fixed one holds what its last timer was for, until the next
    userOf('')
    await pause(60)
  },
  root: 'module cases/mem.ts',
  says: ['`userOf`', 'Map', '.data', 'mem-leaky/index.js:22:'],
  cut: 'Map',
}
