import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { app } from '../src/leaking-app.ts'
import { RequestContext } from '../src/request-context.ts'
import { Service } from './service.ts'

const service = new Service(app)
beforeAll(() => service.start())
afterAll(() => service.stop())

test('a request that is answered leaves nothing behind', async () => {
  await expect(() => service.get('/orders')).not.toLeak(RequestContext, { runs: 3 })
})
