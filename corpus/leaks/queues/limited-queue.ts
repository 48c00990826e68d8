import type { LeakCase } from '../../leak-case.ts'

class Image {
  loaded = false
}

/** Runs at most so many tasks at once; the others wait. */
class Limit {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(most: number) {
    this.#most = most
  }

  run(task: () => Promise<void>): void {
    // culprit
    const start = () => {
      this.#running++
      void task().finally(() => this.#finish())
    }
    if (this.#running < this.#most) start()
    else this.#waiting.push(start)
  }

  #finish(): void {
    this.#running--
    this.#waiting.shift()?.()
  }
}

let downloads: Limit
let online = () => {}

export const leakCase: LeakCase = {
  target: Image,
  before() {
    downloads = new Limit(1)
    downloads.run(() => new Promise((resolve) => (online = resolve)))
  },
  async leaking() {
    const image = new Image()
    downloads.run(async () => void (image.loaded = true))
  },
  async fixed() {
    online()
    const image = new Image()
    downloads.run(async () => void (image.loaded = true))
  },
  root: 'module leaks/queues/limited-queue.ts',
  says: ['`downloads`', 'Limit', '#waiting', 'function start', '`task`', '`image`'],
  cut: /#waiting\[\d+\]/,
  after: () => online(),
}
