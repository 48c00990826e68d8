/** Asserts in every way, failing and passing, and prints what of Node's resources, listeners and sessions is there before and after. */
import { EventEmitter } from 'node:events'
import { findLeaks } from '../../../src/check/find-leaks.ts'

class Job {}
const kept: Job[] = []
process.setMaxListeners(0)

function state() {
  return {
    resources: process.getActiveResourcesInfo().sort(),
    listeners: process.eventNames().map((name) => `${String(name)} ${process.listenerCount(name)}`),
    globals: Reflect.ownKeys(globalThis).map(String),
    captured: EventEmitter.captureRejections,
    // V8 forgets no object's number while a session is open, so an open one shows in console.log keeping what it prints
    execArgv: process.execArgv,
  }
}

const before = state()
let leaks = 0
leaks += findLeaks(() => void kept.push(new Job()), Job).leakedCount
leaks += findLeaks(() => {}, Job).leakedCount
const report = await findLeaks(async () => void kept.push(new Job()), Job, { allocationStacks: true })
leaks += report.leakedCount
report.toSvgSync()
await report.toSvg()
await findLeaks(async () => {}, Job, { runs: 3 })
findLeaks(() => void kept.push(new Job()))
try {
  findLeaks(() => {
    throw new Error('of the user')
  }, Job)
} catch {
  // the user's own
}
// what has been closed goes in a later turn
for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
console.log(JSON.stringify({ leaks, before, after: state() }))
