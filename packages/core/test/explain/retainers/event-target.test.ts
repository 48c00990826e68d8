import { expect, it } from 'vitest'
import { explained } from '../../fixtures/explained.ts'

class Cart {
  items = 0
}

const { port1, port2 } = new MessageChannel()

it('a handler that was assigned is named like its property', () => {
  const count = (cart: Cart) => {
    port1.onmessage = () => cart.items++
  }
  count(new Cart())
  const words = explained(Cart)
  port1.onmessage = null
  port2.close()
  expect(words.slice(1, 4)).toEqual(['variable `port1`', 'MessagePort', 'handler `onmessage`'])
})
