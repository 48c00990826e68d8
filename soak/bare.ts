/**
 * Runs the clean bodies in a bare Node process, with the sources as they are and nothing built:
 *
 *     node soak/bare.ts [words of a body's name …]
 *
 * Ends with 1 when one of them is taken for a leak.
 */
import { findLeaks } from '../packages/core/src/index.ts'
import { language } from './bodies/language.ts'
import { pages } from './bodies/pages.ts'
import { platform } from './bodies/platform.ts'
import { suspended } from './bodies/suspended.ts'
import type { TestHost } from './clean-body.ts'
import { madeSoFar, Subject } from './subject.ts'

const wanted = process.argv.slice(2)
const bodies = [...language, ...suspended, ...platform, ...pages].filter(
  ({ name }) => wanted.length === 0 || wanted.some((words) => name.includes(words)),
)
let wrong = 0
for (const { name, body, target = Subject, throws, before, after } of bodies) {
  await before?.()
  const [start, made] = [performance.now(), madeSoFar()]
  let complaint: string | undefined
  try {
    const report = await findLeaks(() => body({} as TestHost), target)
    if (report.leakedCount > 0) complaint = report.toText()
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
