/**
 * Shows what toleak says of leaks that published packages had: of the last version that leaked, and of the first that did not. First the
 * cases themselves are checked by V8's own count, without toleak. Fails when one of them is not as it should be.
 *
 *     node scripts/real-leaks.ts --json real-leaks.json
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Outcome } from '../real-leaks/outcome.ts'
import { installLocked } from './install-once.ts'
import { manifestOf, root } from './repository.ts'
import { run } from './run.ts'

const { values: options } = parseArgs({ options: { json: { type: 'string' } } })

await installLocked('real-leaks')
const folder = join(root, 'real-leaks')
const oracle = await run(process.execPath, ['--no-warnings', join(folder, 'oracle.ts')])
console.log(oracle.output)
const { outcomes, output } = await explained()
console.log(output)
console.log(table(outcomes).join('\n'))
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(outcomes, undefined, 2))
const allRight = outcomes.length > 0 && outcomes.every(({ complaints }) => complaints.length === 0)
if (oracle.exitCode !== 0 || !allRight) process.exitCode = 1

async function explained(): Promise<{ outcomes: readonly Outcome[]; output: string }> {
  const scratch = mkdtempSync(join(tmpdir(), 'toleak-real-leaks-'))
  const file = join(scratch, 'outcomes.json')
  try {
    const { output } = await run(process.execPath, [
      '--no-warnings',
      join(folder, 'show.ts'),
      '--outcomes',
      file,
    ])
    return { outcomes: JSON.parse(readFileSync(file, 'utf8')) as Outcome[], output }
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

function table(outcomes: readonly Outcome[]): string[] {
  const { dependencies = {} } = manifestOf('real-leaks')
  const versionOf = (alias: string) => dependencies[alias]?.slice(dependencies[alias].lastIndexOf('@') + 1)
  const mark = (right: boolean) => (right ? 'yes' : 'NO')
  const rows = outcomes.map((outcome) => [
    outcome.package,
    `${versionOf(`${outcome.name}-leaky`)} → ${versionOf(`${outcome.name}-fixed`)}`,
    mark(outcome.detected),
    mark(outcome.silent),
    mark(outcome.culpritNamed),
    mark(outcome.cutRight),
    outcome.advice === 'wrong' ? 'NO' : outcome.advice,
  ])
  const count = (right: (outcome: Outcome) => boolean) =>
    `${outcomes.filter(right).length}/${outcomes.length}`
  const due = outcomes.filter(({ advice }) => advice !== 'none due')
  const sum = [
    `${outcomes.length} packages`,
    '',
    count(({ detected }) => detected),
    count(({ silent }) => silent),
    count(({ culpritNamed }) => culpritNamed),
    count(({ cutRight }) => cutRight),
    `${due.filter(({ advice }) => advice === 'given').length}/${due.length}`,
  ]
  const head = [
    'package',
    'leaky → fixed',
    'detected',
    'silent',
    'culprit named',
    'cut right',
    'advice given',
  ]
  const cells = [head, ...rows, sum]
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)))
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
}
