import type { Cart } from './cart.ts'

const waiting: Cart[] = []

/** A new feature: reminds customers of carts that they have left. */
export function remindLater(cart: Cart): void {
  waiting.push(cart)
}

export function waitingCount(): number {
  return waiting.length
}
