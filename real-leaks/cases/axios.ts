import { once } from 'node:events'
import type { Server } from 'node:http'
import { Agent, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RealLeak } from '../real-leak.ts'

interface Axios {
  default: { get(url: string, config: { httpAgent: Agent; params?: Search }): Promise<object> }
}

class Search {
  text = 'leak'
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let server: Server

function address(): string {
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}/`
}

export const realLeak: RealLeak<Axios> = {
  package: 'axios',
  issue: 'https://github.com/axios/axios/issues/10780',
  leaked: 'Each request left a listener for "error" on the socket, which the agent keeps for the next one.',
  target: Search,
  async before({ default: axios }) {
    server = createServer((_request, response) => response.end('{}'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    // the fixed one holds the first request of a socket and the latest
    await axios.get(address(), { httpAgent: agent })
  },
  async body({ default: axios }) {
    await axios.get(address(), { httpAgent: agent, params: new Search() })
    await axios.get(address(), { httpAgent: agent })
  },
  after() {
    agent.destroy()
    server.close()
  },
  root: 'module cases/axios.ts',
  says: [
    '`agent`',
    'Socket',
    'event "error"',
    'handleRequestSocketError',
    'axios-leaky/lib/adapters/http.js:916:',
  ],
  cut: 'listener of event "error"',
  advice: 'off("error", listener)',
}
