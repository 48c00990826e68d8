/** Items by a number, least first; of equal ones the one that was added first. A binary heap. */
export class PriorityQueue<T> {
  readonly #slots: Slot<T>[] = []
  #added = 0

  /** Number of items waiting. */
  get size(): number {
    return this.#slots.length
  }

  /** Lets an item wait. */
  add(item: T, priority: number): void {
    const slots = this.#slots
    const slot = { item, priority, order: this.#added++ }
    let place = slots.length
    while (place > 0) {
      const above = (place - 1) >>> 1
      if (!comesBefore(slot, slots[above])) break
      slots[place] = slots[above]
      place = above
    }
    slots[place] = slot
  }

  /** Takes out the item of least priority; undefined if none waits. */
  take(): T | undefined {
    const slots = this.#slots
    if (slots.length === 0) return undefined
    const [first] = slots
    const last = slots.pop()!
    if (slots.length > 0) sink(slots, last)
    return first.item
  }
}

interface Slot<T> {
  readonly item: T
  readonly priority: number
  readonly order: number
}

function sink<T>(slots: Slot<T>[], slot: Slot<T>): void {
  let place = 0
  for (;;) {
    let below = 2 * place + 1
    if (below >= slots.length) break
    if (below + 1 < slots.length && comesBefore(slots[below + 1], slots[below])) below++
    if (!comesBefore(slots[below], slot)) break
    slots[place] = slots[below]
    place = below
  }
  slots[place] = slot
}

function comesBefore<T>(a: Slot<T>, b: Slot<T>): boolean {
  return a.priority < b.priority || (a.priority === b.priority && a.order < b.order)
}
