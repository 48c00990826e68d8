import { expect, test } from 'vitest'
import { Cart } from '../src/cart.ts'

test('a cart adds up its prices', () => {
  const cart = new Cart()
  cart.add(10)
  cart.add(5)

  expect(cart.total).toBe(15)
})
