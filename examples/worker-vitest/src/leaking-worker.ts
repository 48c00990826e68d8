import type { Queue } from './queue.ts'

export type Job = () => number

/** Does the jobs of a queue for ever. While it waits for the next job, `job` still is the last one. */
export async function worker(jobs: Queue<Job>, results: Queue<number>): Promise<never> {
  for (;;) {
    const job = await jobs.get()
    results.put(job())
  }
}
