/** A worker of Vitest or of Jest. */
import { runInWorker } from './run-in-worker.ts'

declare const test: (name: string, body: () => Promise<void>, limit: number) => void

test('measures', runInWorker, 3_600_000)
