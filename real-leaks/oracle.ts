/**
 * Checks the cases themselves, without toleak: by V8's own count, the leaky version leaves one instance alive each time, the fixed one none.
 *
 *     node real-leaks/oracle.ts p-map mobx
 */
import { countAlive } from '../corpus/count-alive.ts'
import { loadCases } from './cases.ts'

const TIMES = 3

let cases = 0
let right = 0
for await (const { name, realLeak, fixed, leaky } of loadCases(process.argv.slice(2))) {
  const survivors = async (version: unknown) => {
    await realLeak.before?.(version)
    const before = await countAlive(realLeak.target)
    for (let time = 0; time < TIMES; time++) await realLeak.body(version)
    const after = await countAlive(realLeak.target)
    await realLeak.after?.()
    return after - before
  }
  const ofFixed = await survivors(fixed)
  const ofLeaky = await survivors(leaky)
  const ok = ofFixed === 0 && ofLeaky === (realLeak.bounded ? 1 : TIMES)
  cases++
  if (ok) right++
  console.log(
    `${ok ? 'ok  ' : '!!  '}${name.padEnd(24)} ${TIMES} times: ${ofFixed} survive the fixed version, ${ofLeaky} the leaky one`,
  )
}
console.log(`${right} of ${cases} cases are what they say`)
// a package may leave a socket or a timer behind
process.exit(right === cases ? 0 : 1)
