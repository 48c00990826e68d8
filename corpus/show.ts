/**
 * Shows what toleak says of single cases, in a bare Node process and with the sources as they are, nothing built:
 *
 *     node corpus/show.ts listeners/event-emitter timers
 *
 * An argument is a case or a kind; without any, all are shown. Ends with 1 when one of them is not as it should be.
 */
import { join } from 'node:path'
import { findLeaks } from '../packages/core/src/index.ts'
import { caseFilesNamed } from './case-files.ts'
import type { LeakCase } from './leak-case.ts'
import { judgeFailure } from './verdict.ts'

const corpus = import.meta.dirname
const files = caseFilesNamed(process.argv.slice(2), corpus)

let wrong = 0
for (const caseFile of files) {
  const { leakCase } = (await import(join(corpus, caseFile.file))) as { leakCase: LeakCase }
  const run = { projectRoot: corpus, testName: 'shows the leak' }
  await leakCase.before?.()
  const silent = (await findLeaks(leakCase.fixed, leakCase.target, {}, run)).leakedCount === 0
  await leakCase.before?.()
  const text = (await findLeaks(leakCase.leaking, leakCase.target, {}, run)).toText()
  await leakCase.after?.()
  const { complaints } = judgeFailure(text, caseFile, leakCase, corpus, 'bare')
  const all = [...complaints, ...(silent ? [] : ['Its fixed twin is not silent.'])]
  if (all.length > 0) wrong++
  console.log(
    [`== ${caseFile.kind}/${caseFile.name}`, text, ...all.map((line) => `!! ${line}`), ''].join('\n'),
  )
}
console.log(`${files.length - wrong} of ${files.length} cases are as they should be`)
// a case may leave a server or a worker running
process.exit(wrong === 0 ? 0 : 1)
