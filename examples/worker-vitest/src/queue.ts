/** An unbounded queue: `get` waits until there is something to get. */
export class Queue<Item> {
  private readonly items: Item[] = []
  private readonly waiters: ((item: Item) => void)[] = []

  put(item: Item): void {
    const waiter = this.waiters.shift()
    if (waiter) waiter(item)
    else this.items.push(item)
  }

  get(): Promise<Item> {
    if (this.items.length > 0) return Promise.resolve(this.items.shift() as Item)
    return new Promise((resolve) => this.waiters.push(resolve))
  }
}
