/**
 * Runs the leaking twin of one case of the corpus, in a bare Node process without toleak, and writes three snapshots into a folder:
 * before it, right after it, and after what it left had time to go. Prints the name of the class.
 *
 *     node comparison/write-heaps.ts listeners/event-emitter heaps/
 */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { writeHeapSnapshot } from 'node:v8'
import type { LeakCase } from '../corpus/leak-case.ts'

const [name, folder] = process.argv.slice(2)
const { leakCase } = (await import(join(import.meta.dirname, '../corpus/leaks', `${name}.ts`))) as {
  leakCase: LeakCase
}
// so that what is loaded at its first use is there already
await leakCase.before?.()
await leakCase.fixed()
await leakCase.before?.()
writeHeapSnapshot(join(folder, 'baseline.heapsnapshot'))
await leakCase.leaking()
writeHeapSnapshot(join(folder, 'target.heapsnapshot'))
await pause(10)
writeHeapSnapshot(join(folder, 'final.heapsnapshot'))
console.log(leakCase.target.name)
process.exit()
