import { BroadcastChannel } from 'node:worker_threads'
import type { LeakCase } from '../../leak-case.ts'

class Cart {
  items = 0
}

const open = new Set<WeakRef<BroadcastChannel>>()

function synchronise(cart: Cart): BroadcastChannel {
  const channel = new BroadcastChannel('cart')
  // culprit
  channel.onmessage = function addItem() {
    cart.items++
  }
  open.add(new WeakRef(channel))
  return channel.unref()
}

export const leakCase: LeakCase = {
  target: Cart,
  async leaking() {
    synchronise(new Cart())
  },
  async fixed() {
    const channel = synchronise(new Cart())
    channel.close()
  },
  root: 'open MessagePort',
  says: ['addItem', '`cart`', 'onmessage'],
  cut: /MessagePort|`onmessage`/,
  // Node's own objects are of unknown birth under Jest, which has a realm of its own
  advice: { jest: 'onmessage = null' },
  after() {
    for (const channel of open) channel.deref()?.close()
    open.clear()
  },
}
