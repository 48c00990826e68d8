/**
 * Does the jobs in their order, at most two at a time.
 *
 * @returns the results in the order of the jobs
 * @throws the first error of a job
 */
export async function twoAtOnce<Result>(jobs: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = []
  const queue = jobs.entries()
  const work = async (): Promise<void> => {
    for (const [index, job] of queue) results[index] = await job()
  }
  await Promise.all([work(), work()])
  return results
}
