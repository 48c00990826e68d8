/**
 * Checks the corpus itself, without toleak: by V8's own count, each leaking twin leaves one instance alive and each fixed twin none.
 * Run by scripts/corpus.ts in a bare Node process, where `v8.queryObjects` can be trusted; what only a runner holds is left out.
 */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { queryObjects, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { caseFiles, RUNNER_KINDS } from './case-files.ts'
import type { LeakCase } from './leak-case.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const corpus = import.meta.dirname
const files = caseFiles(corpus).filter(({ kind }) => !RUNNER_KINDS.includes(kind))

let right = 0
for (const { kind, name, file } of files) {
  const { leakCase } = (await import(join(corpus, file))) as { leakCase: LeakCase }
  await leakCase.before?.()
  const before = await countAlive(leakCase)
  await leakCase.fixed()
  const afterFixed = await countAlive(leakCase)
  await leakCase.before?.()
  const betweenTwins = await countAlive(leakCase)
  await leakCase.leaking()
  const afterLeaking = await countAlive(leakCase)
  await leakCase.after?.()
  if (afterFixed === before && afterLeaking === betweenTwins + 1) right++
  else
    console.error(
      `${kind}/${name}: ${afterFixed - before} instances survived the fixed twin, expected 0; ` +
        `${afterLeaking - betweenTwins} survived the leaking one, expected 1.`,
    )
}
console.log(`${right} of ${files.length} cases are what they say`)
// a case may leave a server or a worker running
process.exit(right === files.length ? 0 : 1)

async function countAlive({ target }: LeakCase): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await pause(1)
    collectGarbage()
  }
  return queryObjects(target, { format: 'count' })
}
