import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Site {
  visits = 0
}
class Session {
  bytes = 0
}

const servers: WeakRef<Server>[] = []
const sockets: WeakRef<Socket>[] = []

async function listen(site: Site): Promise<void> {
  const server = createServer((socket) => {
    site.visits++
    socket.resume()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  servers.push(new WeakRef(server))
}

async function logIn(session: Session): Promise<void> {
  const { port } = servers[0].deref()?.address() as AddressInfo
  const socket = connect(port, '127.0.0.1').on('data', ({ length }) => (session.bytes += length))
  await once(socket, 'connect')
  sockets.push(new WeakRef(socket))
}

beforeAll(async () => {
  await listen(new Site())
  await logIn(new Session())
  await new Promise(setImmediate)
})
afterAll(() => {
  for (const socket of sockets) socket.deref()?.destroy()
  for (const server of servers) server.deref()?.close()
})

it('an open server is alive by itself', () => {
  expect(explained(Site).slice(0, 4)).toEqual([
    "Node's event loop",
    'open server',
    'Server',
    'listener of event "connection"',
  ])
})

it('an open socket is alive by itself', () => {
  expect(explained(Session).slice(0, 4)).toEqual([
    "Node's event loop",
    'open socket',
    'Socket',
    'listener of event "data"',
  ])
})
