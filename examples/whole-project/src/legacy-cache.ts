import type { Cart } from './cart.ts'

/** Old code that nobody dares to touch: totals once asked for, by the cart, for ever. */
const totals = new Map<Cart, number>()

export function cachedTotal(cart: Cart): number {
  let total = totals.get(cart)
  if (total === undefined) totals.set(cart, (total = cart.total))
  return total
}
