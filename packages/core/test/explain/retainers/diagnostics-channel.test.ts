import { AsyncLocalStorage } from 'node:async_hooks'
import { channel, subscribe } from 'node:diagnostics_channel'
import { expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Metrics {
  queries = 0
}
class Tracer {
  spans = 0
}

const queries = channel('toleak.test.query')
const store = new AsyncLocalStorage<number>()

it('a channel keeps its subscribers', () => {
  const measure = (metrics: Metrics) => subscribe('toleak.test.query', () => metrics.queries++)
  measure(new Metrics())
  expect(explained(Metrics)).toContain('subscriber')
})

it('a channel keeps the functions of its bound stores', () => {
  const trace = (tracer: Tracer) => queries.bindStore(store, () => ++tracer.spans)
  trace(new Tracer())
  expect(explained(Tracer)).toContain('function of a bound store')
})
