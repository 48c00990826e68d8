import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import type { LeakCase } from '../../leak-case.ts'

class Session {
  received = ''

  constructor(socket: Socket) {
    // culprit
    socket.setEncoding('utf8').on('data', (text: string) => (this.received += text))
  }
}

const sockets = new Set<Socket>()
const server = createServer((socket) => {
  sockets.add(socket)
  socket.resume().on('close', () => sockets.delete(socket))
})

async function logIn(): Promise<Socket> {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  new Session(socket)
  return socket
}

export const leakCase: LeakCase = {
  target: Session,
  async before() {
    stop()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  },
  async leaking() {
    await logIn()
  },
  async fixed() {
    const socket = await logIn()
    socket.destroy()
    await once(socket, 'close')
  },
  root: "Node's event loop",
  says: ['event "data"', '`this`'],
  // there the socket is of another realm than the test, and nothing tells when it was made
  cut: { bare: 'open socket', jest: 'listener of event "data" of Socket' },
  advice: { bare: 'socket.destroy()', jest: 'off("data", listener)' },
  after: stop,
}

function stop(): void {
  for (const socket of sockets) socket.destroy()
  server.close()
}
