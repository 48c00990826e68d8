import type { LeakCase } from '../../leak-case.ts'

class Job {
  done = false

  run(): void {
    this.done = true
  }
}

class Queue {
  readonly #waiting: ((job: Job) => void)[] = []

  take(): Promise<Job> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  put(job: Job): void {
    this.#waiting.shift()?.(job)
  }
}

async function work(queue: Queue): Promise<void> {
  for (;;) {
    // culprit
    const job = await queue.take()
    job.run()
  }
}

async function workTidily(queue: Queue): Promise<void> {
  for (;;) runOnce(await queue.take())
}

function runOnce(job: Job): void {
  job.run()
}

const queue = new Queue()
const tidyQueue = new Queue()
let workers: Promise<void>[] = []

export const leakCase: LeakCase = {
  target: Job,
  before() {
    workers = [work(queue), workTidily(tidyQueue)]
  },
  async leaking() {
    queue.put(new Job())
  },
  async fixed() {
    tidyQueue.put(new Job())
  },
  root: 'module leaks/suspended/worker-local.ts',
  says: ['`queue`', '#waiting', 'async function work', 'local variable `job`', 'suspended'],
  cut: 'local variable `job` of async function work',
  advice: 'keeps the last value of `job`',
  after: () => void workers.splice(0),
}
