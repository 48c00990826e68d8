import { expect, test } from 'vitest'
import { doSomeComputations } from '../src/do-some-computations.ts'
import { worker } from '../src/leaking-worker.ts'
import { Queue } from '../src/queue.ts'
import { SomeComputation } from '../src/some-computation.ts'

test('keeps no computation', async () => {
  const jobs = new Queue<() => number>()
  const results = new Queue<number>()
  void worker(jobs, results)

  await expect(() => doSomeComputations(jobs, results)).not.toLeak(SomeComputation)
})
