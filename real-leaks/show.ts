/**
 * Shows what toleak says of the cases, in a bare Node process and with the sources as they are, nothing built:
 *
 *     node real-leaks/show.ts p-map mobx
 *     node real-leaks/show.ts --outcomes outcomes.json
 *
 * Ends with 1 when one of them is not as it should be.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { judgeText } from '../corpus/verdict.ts'
import type { LeakReport } from '../packages/core/src/index.ts'
import { findLeaks } from '../packages/core/src/index.ts'
import { loadCases } from './cases.ts'
import type { Outcome } from './outcome.ts'

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { outcomes: { type: 'string' } },
})

const outcomes: Outcome[] = []
for await (const { name, realLeak, fixed, leaky } of loadCases(names)) {
  const reportOf = async (version: unknown): Promise<LeakReport> => {
    await realLeak.before?.(version)
    const body = async () => void (await realLeak.body(version))
    const report = await findLeaks(
      body,
      realLeak.target,
      { artifacts: false },
      { projectRoot: import.meta.dirname },
    )
    await realLeak.after?.()
    return report
  }
  const reportOfFixed = await reportOf(fixed)
  const silent = reportOfFixed.leakedCount === 0
  const text = (await reportOf(leaky)).toText()
  const { package: packageName, issue, leaked } = realLeak
  const { complaints, ...verdict } = judgeText(text, realLeak)
  const all = [
    ...complaints,
    ...(silent ? [] : [`The fixed version is not silent:\n${reportOfFixed.toText()}`]),
  ]
  outcomes.push({ name, package: packageName, issue, leaked, silent, ...verdict, complaints: all, text })
  console.log([`== ${name}`, text, ...all.map((line) => `!! ${line}`), ''].join('\n'))
}
if (options.outcomes !== undefined) writeFileSync(options.outcomes, JSON.stringify(outcomes))
const right = outcomes.filter(({ complaints }) => complaints.length === 0).length
console.log(`${right} of ${outcomes.length} cases are as they should be`)
// a package may leave a socket or a timer behind
process.exit(right === outcomes.length ? 0 : 1)
