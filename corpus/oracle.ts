/**
 * Checks the corpus itself, without toleak: by V8's own count, each leaking twin leaves one instance alive and each fixed twin none.
 * Run by scripts/test-leaks.ts in a bare Node process, where `v8.queryObjects` can be trusted.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { queryObjects, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { LeakCase } from './leak-case.ts'
import { leakCases } from './leaks/index.ts'
import { Ticket } from './leaks/outer-let.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

let ticket: Ticket | undefined

const cases = leakCases({
  file: 'oracle.ts',
  leaking() {
    ticket = new Ticket()
  },
  fixed() {
    ticket = new Ticket()
    ticket.used = true
    ticket = undefined
  },
})

let right = 0
for (const leakCase of cases) {
  const before = await countAlive(leakCase)
  await leakCase.fixed()
  const afterFixed = await countAlive(leakCase)
  await leakCase.leaking()
  const afterLeaking = await countAlive(leakCase)
  if (before === 0 && afterFixed === 0 && afterLeaking === 1) right++
  else
    console.error(
      `${leakCase.name}: ${afterFixed - before} instances survived the fixed twin, expected 0; ` +
        `${afterLeaking - afterFixed} survived the leaking one, expected 1.`,
    )
}
console.log(`${right} of ${cases.length} cases are what they say`)
if (right !== cases.length) process.exitCode = 1

async function countAlive({ target }: LeakCase): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await pause(1)
    collectGarbage()
  }
  return queryObjects(target, { format: 'count' })
}
