import type { Queue } from './queue.ts'
import { SomeComputation } from './some-computation.ts'

/** Lets the worker square the numbers 0 to 17 and adds up what it answers. */
export async function doSomeComputations(jobs: Queue<() => number>, results: Queue<number>): Promise<number> {
  let sum = 0
  for (let value = 0; value < 18; value++) {
    const computation = new SomeComputation(value)
    jobs.put(computation.compute.bind(computation))
    sum += await results.get()
  }
  return sum
}
