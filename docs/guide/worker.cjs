class SomeComputation {
  constructor(value) {
    this.value = value
  }
  compute() {
    return this.value ** 2
  }
}

class Queue {
  #items = []
  #waiters = []
  put(item) {
    const resolve = this.#waiters.shift()
    if (resolve) resolve(item)
    else this.#items.push(item)
  }
  get() {
    if (this.#items.length > 0) return this.#items.shift()
    return new Promise((resolve) => this.#waiters.push(resolve))
  }
}

async function worker(jobs, results) {
  for (;;) {
    const job = await jobs.get()
    results.put(job())
  }
}

async function doSomeComputations(jobs, results) {
  const computations = [11, 15, 17].map((value) => new SomeComputation(value))
  for (const computation of computations) jobs.put(computation.compute.bind(computation))
  for (const _ of computations) console.log(await results.get())
}

module.exports = { Queue, SomeComputation, doSomeComputations, worker }
