import { onTestFinished } from 'vitest'
import type { LeakCase } from '../../leak-case.ts'

class Server {
  open = true
  close() {
    this.open = false
  }
}

function start(): Server {
  const server = new Server()
  // culprit
  const stop = () => server.close()
  onTestFinished(stop)
  return server
}

export const leakCase: LeakCase = {
  target: Server,
  leaking() {
    start()
  },
  fixed() {
    const server = new Server()
    server.close()
  },
  root: 'test "fails and says why"',
  says: ['callback of `onTestFinished`', 'stop', '`server`'],
  cut: 'callback of `onTestFinished`',
  advice: 'until the test ends',
}
