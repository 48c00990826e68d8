import { collectGarbage } from '../capture/gc.ts'
import { nextTurn, pause as pauseFor, realTime } from './clock.ts'

/** Pauses between two looks, in milliseconds; 0 is one turn of the event loop. Once through without a change is settled. */
export const PAUSES = [0, 0, 1, 5, 20]

/**
 * Waits for what an async body left to go: turns of the event loop and garbage collections until none of the survivors is left, or
 * until their number has stopped falling, or until `limit` milliseconds have passed.
 *
 * @param countSurvivors looks again, without keeping any survivor alive
 * @returns number of survivors at the last look
 */
export async function settle(survivors: readonly WeakRef<object>[], limit: number): Promise<number> {
  const end = realTime() + limit
  let count = survivors.length
  for (let pause = 0; count > 0 && pause < PAUSES.length && realTime() < end; pause++) {
    await collectAfter(PAUSES[pause])
    const left = countAlive(survivors)
    if (left < count) pause = -1
    count = left
  }
  return count
}

/** A pause, in milliseconds (0: one turn of the event loop), and a garbage collection. */
export async function collectAfter(pause: number): Promise<void> {
  await (pause ? pauseFor(pause) : nextTurn())
  collectGarbage()
}

function countAlive(survivors: readonly WeakRef<object>[]): number {
  let alive = 0
  for (const survivor of survivors) if (survivor.deref() !== undefined) alive++
  return alive
}
