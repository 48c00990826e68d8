import type { LeakCase } from '../../leak-case.ts'

class Order {
  readonly price = 12
}

let pay = () => {}

async function payment(): Promise<void> {
  await new Promise<void>((resolve) => (pay = resolve))
}

async function checkOut(): Promise<number> {
  const order = new Order()
  // culprit
  await payment()
  return order.price
}

async function checkOutPrice(): Promise<number> {
  const price = priceOf(new Order())
  await payment()
  return price
}

function priceOf(order: Order): number {
  return order.price
}

export const leakCase: LeakCase = {
  target: Order,
  async leaking() {
    void checkOut()
  },
  async fixed() {
    void checkOutPrice()
  },
  root: 'module leaks/suspended/outer-caller.ts',
  says: ['`pay`', 'async function payment', 'async function checkOut', 'local variable `order`', 'suspended'],
  cut: /`pay`|`order`/,
  advice: 'keeps the last value of `order`',
  after: () => pay(),
}
