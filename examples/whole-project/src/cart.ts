/** What a customer is about to buy. */
export class Cart {
  readonly #prices: number[] = []

  add(price: number): void {
    this.#prices.push(price)
  }

  get total(): number {
    return this.#prices.reduce((sum, price) => sum + price, 0)
  }
}
