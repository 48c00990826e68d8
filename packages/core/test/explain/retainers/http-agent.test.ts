import { Agent, get } from 'node:http'
import { expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Thumbnail {
  status = 0
}

const agent = new Agent({ maxSockets: 1 })

function ignore(): void {}

function load(thumbnail: Thumbnail): void {
  const request = get({ host: '127.0.0.1', port: 9, agent }, ({ statusCode }) => {
    thumbnail.status = statusCode ?? 0
  })
  request.on('error', ignore)
}

it('an agent keeps the requests for which it has no socket', () => {
  load({ status: 0 })
  load(new Thumbnail())
  const words = explained(Thumbnail)
  agent.destroy()
  expect(words).toContain('request that waits for a socket')
  expect(words).toContain('listener of event "response"')
})
