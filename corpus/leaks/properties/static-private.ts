import type { LeakCase } from '../../leak-case.ts'

class Connection {
  readonly open = true
}

// culprit
class Pool {
  static #idle?: Connection

  static release(connection: Connection): void {
    Pool.#idle = connection
  }

  static drain(): boolean {
    const wasOpen = Pool.#idle?.open ?? false
    Pool.#idle = undefined
    return wasOpen
  }
}

export const leakCase: LeakCase = {
  target: Connection,
  leaking() {
    Pool.release(new Connection())
  },
  fixed() {
    Pool.release(new Connection())
    Pool.drain()
  },
  root: 'module leaks/properties/static-private.ts',
  says: ['class Pool', '#idle'],
  cut: '#idle',
}
