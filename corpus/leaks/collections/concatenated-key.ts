import type { LeakCase } from '../../leak-case.ts'

class Cart {
  readonly items = 2
}

// culprit
const carts = new Map<string, Cart>()

export const leakCase: LeakCase = {
  target: Cart,
  leaking() {
    carts.set(`${process.title.length}:cart:${process.pid}`, new Cart())
  },
  fixed() {
    const key = `${process.title.length}:cart:${process.pid}`
    carts.set(key, new Cart())
    carts.delete(key)
  },
  root: 'module leaks/collections/concatenated-key.ts',
  says: ['`carts`', 'Map', 'value of a string key'],
  cut: 'value of a string key of Map `carts`',
}
