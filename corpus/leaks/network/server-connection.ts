import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import type { LeakCase } from '../../leak-case.ts'

class Peer {
  bytes = 0
}

let server: Server
let client: Socket

function greet(socket: Socket): void {
  const peer = new Peer()
  // culprit
  socket.on('data', function count(chunk) {
    peer.bytes += chunk.length
  })
}

export const leakCase: LeakCase = {
  target: Peer,
  async before() {
    await stop()
    server = createServer(greet).listen(0, '127.0.0.1')
    await once(server, 'listening')
  },
  async leaking() {
    await connectClient()
  },
  async fixed() {
    await connectClient()
    client.end()
    await once(client, 'close')
  },
  root: "Node's event loop",
  says: ['Socket', 'event "data"', 'count', '`peer`'],
  // there the socket is of another realm than the test, and nothing tells when it was made
  cut: { bare: 'open socket', jest: 'listener of event "data" of Socket' },
  advice: { bare: 'socket.destroy()', jest: 'off("data", listener)' },
  after: stop,
}

async function connectClient(): Promise<void> {
  const connected = once(server, 'connection')
  client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await connected
}

async function stop(): Promise<void> {
  client?.destroy()
  server?.close()
}
