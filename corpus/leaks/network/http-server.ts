import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { LeakCase } from '../../leak-case.ts'

class Site {
  visits = 0
}

const servers: WeakRef<Server>[] = []

async function publish(site: Site): Promise<Server> {
  // culprit
  const server = createServer(function visit(_request, response) {
    site.visits++
    response.end('Welcome')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  servers.push(new WeakRef(server))
  return server
}

export const leakCase: LeakCase = {
  target: Site,
  async leaking() {
    await publish(new Site())
  },
  async fixed() {
    const server = await publish(new Site())
    server.close()
    await once(server, 'close')
  },
  root: "Node's event loop",
  says: ['Server', 'event "request"', 'visit', '`site`'],
  cut: /open server|event "request"/,
  advice: /server\.close\(\)|off\("request", listener\)/,
  after() {
    for (const server of servers.splice(0)) server.deref()?.close()
  },
}
