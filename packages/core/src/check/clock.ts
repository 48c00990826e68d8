import timers from 'node:timers'
import timersPromises from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'

/*
 * Fake timers replace Node's own, those of `node:timers/promises` too, under everybody who looks them up when they are needed, and stop
 * both clocks. So they are taken when this module is loaded: in a setup file, before any test runs.
 */
const immediate = timersPromises.setImmediate
/** Node's own `setTimeout` that gives a promise. */
export const delay = timersPromises.setTimeout
const dateNow = Date.now
const performanceNow = performance.now.bind(performance)

/** Whether even that was too late, as where a project's configuration fakes them everywhere: @sinonjs/fake-timers leaves its clock on them. */
const areFake = [timers, globalThis].some(({ setImmediate }) => setImmediate && 'clock' in setImmediate)

/** The next turn of the event loop, after every pending microtask; whatever timers the test has faked. */
export function nextTurn(): Promise<void> {
  return areFake ? turnByMessage() : immediate()
}

/** A pause in which the event loop turns, in milliseconds, of real time. With timers that were faked before toleak was loaded, this thread sleeps. */
export async function pause(milliseconds: number): Promise<void> {
  if (!areFake) return delay(milliseconds)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
  await turnByMessage()
}

/** `Date.now()` of the real clock. */
export function realDate(): number {
  return dateNow()
}

/** `performance.now()` of the real clock. */
export function realTime(): number {
  return performanceNow()
}

/** Two, because a message that is sent while callbacks of `setImmediate` run comes before the next of these. */
async function turnByMessage(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    const { port1, port2 } = new MessageChannel()
    await new Promise((resolve) => {
      port1.once('message', resolve)
      port2.postMessage(undefined)
    })
    port1.close()
  }
}
