import { once } from 'node:events'
import type { ClientRequest } from 'node:http'
import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LeakCase } from '../../leak-case.ts'

class Thumbnail {
  status = 0
}

const agent = new Agent({ maxSockets: 1 })
/** A server that never answers. */
const server = createServer(() => {})
let requests: ClientRequest[] = []

function ignore(): void {}

function load(thumbnail: Thumbnail, agent: Agent): ClientRequest {
  const { port } = server.address() as AddressInfo
  // culprit
  const request = get({ host: '127.0.0.1', port, agent }, function show({ statusCode }) {
    thumbnail.status = statusCode ?? 0
  })
  return request.on('error', ignore)
}

export const leakCase: LeakCase = {
  target: Thumbnail,
  async before() {
    stop()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    requests = [load(new Thumbnail(), agent)]
    await once(server, 'request')
  },
  async leaking() {
    load(new Thumbnail(), agent)
  },
  async fixed() {
    const request = load(new Thumbnail(), new Agent())
    request.destroy()
    await once(request, 'close').catch(() => {})
  },
  root: 'module leaks/network/agent-queue.ts',
  says: ['`agent`', 'Agent', 'event "response"', 'show', '`thumbnail`'],
  // Node's own objects, of its own realm, are of unknown birth under Jest
  cut: { bare: 'request that waits for a socket', jest: 'event "response"' },
  advice: { jest: 'off("response", listener)' },
  after: stop,
}

function stop(): void {
  for (const request of requests.splice(0)) request.destroy()
  agent.destroy()
  server.closeAllConnections()
  server.close()
}
