/**
 * Tries the packed packages in a project of each combination of runner, Node, module kind and transform. The packages have to be built.
 *
 * `node scripts/test-matrix.ts --corners` tries the four corners, `--only 'jest-29'` those whose name has that text, `--table` prints the table of
 * `docs/compatibility.md`. What is installed is kept in `.cache/consumers/`; without that folder the newest versions are fetched.
 */
import { parseArgs } from 'node:util'
import type { Consumer } from './consumers.ts'
import { consumers, nameOf } from './consumers.ts'
import { compatibilityTable } from './compatibility-table.ts'
import { packPackages } from './packed-packages.ts'
import type { Trial } from './try-consumer.ts'
import { SUBJECTS, tryConsumer } from './try-consumer.ts'
import { twoAtOnce } from './two-at-once.ts'

const { values } = parseArgs({
  options: {
    corners: { type: 'boolean' },
    only: { type: 'string', multiple: true },
    table: { type: 'boolean' },
  },
})
const { corners = false, only = [''], table = false } = values
const chosen = [
  ...new Set(only.flatMap((part) => consumers.filter((consumer) => nameOf(consumer).includes(part)))),
].filter((consumer) => !corners || consumer.isCorner)
if (chosen.length === 0)
  throw new Error(
    `Cannot try "${only.join('", "')}": no combination has that in its name, expected a part of one of:\n${consumers.map(nameOf).join('\n')}`,
  )
const tarballs = await packPackages()
const trials = (await twoAtOnce(chosen.map((consumer) => () => attempt(consumer)))).filter(
  (trial) => trial !== undefined,
)
console.log(`\n${chosen.length} combinations tried, ${trials.filter(isFine).length} work.`)
if (table) console.log(`\n${compatibilityTable(trials)}`)
if (trials.length < chosen.length || !trials.every(isFine)) process.exitCode = 1

function isFine({ complaints }: Trial): boolean {
  return SUBJECTS.every((subject) => complaints[subject].length === 0)
}

async function attempt(consumer: Consumer): Promise<Trial | undefined> {
  try {
    const trial = await tryConsumer(consumer, tarballs)
    const said = SUBJECTS.flatMap((subject) =>
      trial.complaints[subject].map((text) => `  ${subject}: ${text}`),
    )
    console.log(
      [
        `${nameOf(consumer)}: ${isFine(trial) ? 'ok' : 'FAILED'} (${trial.seconds.toFixed(0)} s)`,
        ...said,
      ].join('\n'),
    )
    if (table) console.log(compatibilityTable([trial]).split('\n').at(-1))
    return trial
  } catch (error) {
    console.log(`${nameOf(consumer)}: FAILED\n  ${(error as Error).message}`)
    return undefined
  }
}
