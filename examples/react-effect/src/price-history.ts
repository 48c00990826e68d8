/** The prices that a ticker has shown. */
export class PriceHistory {
  readonly #prices: number[] = []

  add(price: number): void {
    this.#prices.push(price)
  }

  get latest(): number | undefined {
    return this.#prices.at(-1)
  }
}
