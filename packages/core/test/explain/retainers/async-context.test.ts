import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import { afterAll, expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Request {}
class User {}

const currentRequest = new AsyncLocalStorage<Request>()
const currentUser = new AsyncLocalStorage<User>()
let timer: NodeJS.Timeout
let bound: () => void

function beat(): void {}

afterAll(() => clearInterval(timer))

it('a timer keeps the store in which it was set, and is told by its callback', () => {
  currentRequest.run(new Request(), () => (timer = setInterval(beat, 3_600_000).unref()))
  const words = explained(Request)
  expect(words).toContain('setInterval timer of function beat')
  expect(words.at(-2)).toMatch(/^store of (an AsyncLocalStorage|AsyncLocalStorage `currentRequest`)$/)
})

it('a bound function keeps the store in which it was bound', () => {
  currentUser.run(new User(), () => (bound = AsyncResource.bind(beat)))
  const words = explained(User)
  bound()
  expect(words.at(-2)).toMatch(/^store of (an AsyncLocalStorage|AsyncLocalStorage `currentUser`)$/)
})
