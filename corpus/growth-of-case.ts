/**
 * Looks for growth in the twins of one case, in a process of its own: V8 counts all objects of a process, so what another case left there, and
 * ends meanwhile, would be in the counts. Started by growth.ts with the kind and the name; sends it a `GrowthOfCase`.
 */
import { join } from 'node:path'
import { findGrowth } from '../packages/core/src/check/find-growth.ts'
import { resolveGrowthOptions } from '../packages/core/src/check/options.ts'
import { caseFilesNamed } from './case-files.ts'
import { countAlive } from './count-alive.ts'
import type { LeakCase } from './leak-case.ts'
import { judgeFailure } from './verdict.ts'

/** What the search for growth says of the twins of a case, beside V8's own counts. */
export interface GrowthOfCase {
  readonly leaking: {
    /** What was said; empty if nothing was found. */
    readonly text: string
    readonly found: boolean
    /** What of the culprit's own words the text does not say. */
    readonly unsaid: readonly string[]
    /** By V8's own count each call leaves one more instance. */
    readonly growsByCount: boolean
    /** How long each step took, in milliseconds; absent for a body that throws when it is called again. */
    readonly timings?: unknown
  }
  readonly fixed: {
    readonly text: string
    readonly found: boolean
    /** By V8's own count each call leaves an object more, of whatever class. */
    readonly growsByCount: boolean
    readonly timings: unknown
  }
}

/** Calls in which V8's own count must rise each time. */
const CALLS = 20

const corpus = import.meta.dirname
const [title = ''] = process.argv.slice(2)
const [caseFile] = caseFilesNamed([title], corpus)
if (caseFile === undefined || process.send === undefined)
  throw new Error(
    `Cannot look for growth in "${title}": expected a case such as listeners/event-emitter, and growth.ts to ask. Run: npm run growth -- ${title}`,
  )

const { leakCase } = (await import(join(corpus, caseFile.file))) as { leakCase: LeakCase }
const settings = resolveGrowthOptions()
const run = { projectRoot: corpus, testName: 'shows the leak' }

await leakCase.before?.()
const fixed = await findGrowth(leakCase.fixed, settings, run)
const fixedGrows = await growsAlways(leakCase.fixed, Object)
await leakCase.before?.()
const leaking = await unlessItThrows(async () => findGrowth(leakCase.leaking, settings, run))
await leakCase.after?.()
await leakCase.before?.()
const leakingGrows = (await unlessItThrows(() => growsAlways(leakCase.leaking, leakCase.target))) ?? false
await leakCase.after?.()

const text = leaking?.toText() ?? ''
const { complaints } = judgeFailure(text, caseFile, leakCase, corpus, 'bare')
const outcome: GrowthOfCase = {
  leaking: {
    text,
    found: leaking !== undefined && leaking.leakedCount > 0,
    unsaid: complaints.filter((complaint) => /^(It does not say|Its root)/.test(complaint)),
    growsByCount: leakingGrows,
    timings: leaking?.timings,
  },
  fixed: {
    text: fixed.toText(),
    found: fixed.leakedCount > 0,
    growsByCount: fixedGrows,
    timings: fixed.timings,
  },
}
// a case may leave a server or a worker running
process.send(outcome, () => process.exit())

/** Undefined for a body that throws when it is called again: some leaks happen once. */
async function unlessItThrows<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch {
    return undefined
  }
}

/** Whether V8's own count of the instances rises with each call. */
async function growsAlways(body: LeakCase['leaking'], target: LeakCase['target']): Promise<boolean> {
  // what is left of the measurement before goes in the first count
  await countAlive(target)
  await body()
  const before = await countAlive(target)
  for (let call = 0; call < CALLS; call++) await body()
  return (await countAlive(target)) - before >= CALLS
}
