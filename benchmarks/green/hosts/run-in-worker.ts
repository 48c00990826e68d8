import { writeFileSync } from 'node:fs'
import { measureCandidates } from '../candidates.ts'

/** Measures as the starting process asks by its environment, and leaves the figures in its file. */
export async function runInWorker(): Promise<void> {
  const { GREEN_ROUNDS, GREEN_NODES, GREEN_FILE = 'green.json' } = process.env
  const figures = await measureCandidates(Number(GREEN_ROUNDS), Number(GREEN_NODES))
  writeFileSync(GREEN_FILE, JSON.stringify(figures))
}
