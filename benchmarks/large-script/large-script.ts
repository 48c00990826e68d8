/**
 * `npm run bench:scripts`: what a snapshot takes V8 when a large script is loaded, as it is and after a debugger's
 * session has made V8 count the lines of all scripts, by Node version. Why `takeSnapshot` opens one on Node 20.
 */
import { join } from 'node:path'
import { MAJORS, nodeBinary } from '../../scripts/nodes.ts'
import { runOrThrow } from '../../scripts/run.ts'
import { spreadOf } from '../statistics.ts'
import { tableAsText } from '../table.ts'

const ROUNDS = 3
const script = join(import.meta.dirname, 'time-snapshot.mjs')

const rows: string[][] = []
for (const major of MAJORS) {
  const binary = await nodeBinary(major)
  const plain: number[] = []
  const counted: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    plain.push(await secondsOf(binary, 'plain'))
    counted.push(await secondsOf(binary, 'debugger'))
  }
  const [before, after] = [spreadOf(plain).median, spreadOf(counted).median]
  const version = (await runOrThrow(binary, ['--version'])).stdout.trim()
  rows.push([version, `${before.toFixed(2)} s`, `${after.toFixed(2)} s`, (before / after).toFixed(1)])
}
console.log(
  tableAsText({
    title: `A snapshot with TypeScript's compiler loaded, medians of ${ROUNDS}`,
    head: ['Node', 'as it is', 'lines counted', 'ratio'],
    rows,
    wordColumns: 1,
    notes: [],
  }),
)

async function secondsOf(binary: string, how: 'plain' | 'debugger'): Promise<number> {
  const { stdout } = await runOrThrow(binary, [script, how], { limit: 300 })
  return Number(stdout) / 1000
}
