/**
 * Runs the clean bodies in a bare Node process, with the sources as they are and nothing built:
 *
 *     node soak/bare.ts [--class-less] [words of a body's name …]
 *
 * Ends with 1 when one of them is taken for a leak.
 */
import { parseArgs } from 'node:util'
import type { LeakReport } from '../packages/core/src/index.ts'
import { findGrowingLeaks, findLeaks } from '../packages/core/src/index.ts'
import { language } from './bodies/language.ts'
import { pages } from './bodies/pages.ts'
import { platform } from './bodies/platform.ts'
import { suspended } from './bodies/suspended.ts'
import type { CleanBody, TestHost } from './clean-body.ts'
import { madeSoFar, Subject } from './subject.ts'

const { values: options, positionals: wanted } = parseArgs({
  options: { 'class-less': { type: 'boolean', default: false } },
  allowPositionals: true,
})
const bodies = [...language, ...suspended, ...platform, ...pages].filter(
  ({ name }) => wanted.length === 0 || wanted.some((words) => name.includes(words)),
)
let wrong = 0
for (const clean of bodies) {
  const { name, throws, before, after } = clean
  await before?.()
  const [start, made] = [performance.now(), madeSoFar()]
  let complaint: string | undefined
  try {
    const report = await reportOn(clean)
    if (report.isLeak) complaint = report.toText()
  } catch (error) {
    if (!throws?.test((error as Error).message)) complaint = (error as Error).stack
  }
  if (madeSoFar() === made) complaint = 'It made no instance.'
  await after?.()
  const milliseconds = (performance.now() - start).toFixed()
  if (complaint !== undefined) wrong++
  console.log(`${milliseconds.padStart(6)} ms  ${name}${complaint === undefined ? '' : `\n!! ${complaint}`}`)
}
console.log(`${bodies.length - wrong} of ${bodies.length} clean bodies passed`)
process.exit(wrong === 0 ? 0 : 1)

function reportOn({ body, target = Subject }: CleanBody): LeakReport | Promise<LeakReport> {
  const run = () => body({} as TestHost)
  return options['class-less'] ? findGrowingLeaks(run) : findLeaks(run, target)
}
