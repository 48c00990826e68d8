import type { Queue } from './queue.ts'

export type Job = () => number

/** Does the jobs of a queue for ever. A job lives in a frame of its own, which ends before the next wait. */
export async function worker(jobs: Queue<Job>, results: Queue<number>): Promise<never> {
  for (;;) await doOneJob(jobs, results)
}

async function doOneJob(jobs: Queue<Job>, results: Queue<number>): Promise<void> {
  const job = await jobs.get()
  results.put(job())
}
