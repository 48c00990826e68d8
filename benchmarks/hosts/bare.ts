/** A process without a test runner. */
import { runInWorker } from './run-in-worker.ts'

await runInWorker()
