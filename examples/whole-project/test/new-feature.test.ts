import { expect, test } from 'vitest'
import { Cart } from '../src/cart.ts'
import { remindLater, waitingCount } from '../src/reminders.ts'

test('a customer is reminded of a cart', () => {
  remindLater(new Cart())

  expect(waitingCount()).toBe(1)
})
