/** Tells prices to whoever listens, as long as the page lives. */
export const priceFeed = new EventTarget()

/** A new price. */
export class PriceEvent extends Event {
  readonly price: number

  constructor(price: number) {
    super('price')
    this.price = price
  }
}
