/**
 * Checks the corpus itself, without toleak: by V8's own count, each leaking twin leaves one instance alive and each fixed twin none.
 * Run by scripts/corpus.ts in a bare Node process, where `v8.queryObjects` can be trusted; what only a runner holds is left out.
 */
import { join } from 'node:path'
import { caseFilesNamed } from './case-files.ts'
import { countAlive } from './count-alive.ts'
import type { LeakCase } from './leak-case.ts'

const corpus = import.meta.dirname
const files = caseFilesNamed(process.argv.slice(2), corpus)

let right = 0
for (const { kind, name, file } of files) {
  const { leakCase } = (await import(join(corpus, file))) as { leakCase: LeakCase }
  await leakCase.before?.()
  const before = await countAlive(leakCase.target)
  await leakCase.fixed()
  const afterFixed = await countAlive(leakCase.target)
  await leakCase.before?.()
  const betweenTwins = await countAlive(leakCase.target)
  await leakCase.leaking()
  const afterLeaking = await countAlive(leakCase.target)
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
