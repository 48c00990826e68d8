import { sharedValue, shareValue } from '../capture/shared-value.ts'
import { byteWords } from '../render/byte-words.ts'
import type { LeakTimings } from './leak-report.ts'

/** Milliseconds from which on looking is most of what runners give a test: 5 s by default. */
const SLOW = 4000

/** Shared by the copies of this module that Jest makes, one a test file. */
const SHARED = '__toleak_slow__'

/**
 * A line for people when looking through the heap takes so long that the runner's timeout may come first and say nothing of why; the first
 * time in a process, else undefined.
 */
export function slowNote(assertion: string, timings: LeakTimings): string | undefined {
  const { body: _, settle: __, ...looking } = timings
  const spent = Object.values(looking).reduce((sum: number, each: number) => sum + each, 0)
  if (spent < SLOW || sharedValue<true>(SHARED)) return undefined
  shareValue(SHARED, true)
  const seconds = (spent / 1000).toFixed(1)
  const size = byteWords(process.memoryUsage().heapUsed)
  return `toleak: ${assertion} took ${seconds} s to look through a heap of ${size}. Give tests that look for leaks a longer timeout (\`testTimeout\`), or make the heap smaller.`
}
