import { writeFileSync } from 'node:fs'
import { measureCandidates } from '../green/candidates.ts'
import { measureScale } from '../scale/measure-scale.ts'

/** What a worker can be asked to measure, by the environment's BENCH_TASK; BENCH_INPUT is what it is given. */
const TASKS: Readonly<Record<string, (input: never) => unknown>> = {
  green: ({ rounds, nodes }: { rounds: number; nodes: number }) => measureCandidates(rounds, nodes),
  scale: measureScale,
}

/** Measures as the starting process asks, and leaves the figures in its file. */
export async function runInWorker(): Promise<void> {
  const { BENCH_TASK = '', BENCH_INPUT = '{}', BENCH_FILE = '' } = process.env
  const figures: unknown = await TASKS[BENCH_TASK](JSON.parse(BENCH_INPUT) as never)
  writeFileSync(BENCH_FILE, JSON.stringify(figures))
}
