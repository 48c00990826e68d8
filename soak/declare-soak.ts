import { stripVTControlCharacters } from 'node:util'
import type { LeakOptions, LeakTarget } from '@toleak/core'
import type { Runner } from '../scripts/runners.ts'
import type { CleanBody, TestHost } from './clean-body.ts'
import { recordOutcome } from './outcome.ts'
import { keepingAll, madeSoFar, Subject } from './subject.ts'

/** The runner, seen from a test file. */
export interface SoakHost extends TestHost {
  readonly runner: Runner
  readonly test: (name: string, body: () => Promise<void>) => unknown
  /** The runner's `expect(body).not.toLeak(…)`; without a target, what grows with each run counts. */
  readonly notToLeak: (body: () => unknown, target?: LeakTarget, options?: LeakOptions) => unknown
}

/** Set by the script: how often each body is asserted on. */
const ROUNDS = Number(process.env.TOLEAK_SOAK_ROUNDS ?? 1)
/** Whether no class is named. */
const CLASS_LESS = process.env.TOLEAK_SOAK_CLASS_LESS === '1'
/** Whether each body must also be shown to be seen, would it keep what it makes. */
const PROVE = process.env.TOLEAK_SOAK_PROVE === '1'

/** A test for each body, which asserts again and again that nothing is left of it. */
export function declareSoak(bodies: readonly CleanBody[], host: SoakHost): void {
  for (const clean of bodies.filter(({ only }) => only === undefined || only === host.runner))
    host.test(clean.name, async () => {
      const start = performance.now()
      await clean.before?.()
      const alarms: string[] = []
      const errors: string[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const complaint = await complaintOf(clean, host)
        if (complaint !== undefined) (isAlarm(complaint) ? alarms : errors).push(complaint)
      }
      if (PROVE && !CLASS_LESS) errors.push(...(await proofFailing(clean, host)))
      await clean.after?.()
      const seconds = (performance.now() - start) / 1000
      recordOutcome({ body: clean.name, assertions: ROUNDS, alarms, errors, seconds })
      if (alarms.length + errors.length > 0) throw new Error([...alarms, ...errors].join('\n\n'))
    })
}

/** What is wrong with one assertion on the body; undefined if nothing is. */
async function complaintOf({ body, target, throws }: CleanBody, host: SoakHost): Promise<string | undefined> {
  const before = madeSoFar()
  const failure = await failureOf(() =>
    host.notToLeak(() => body(host), CLASS_LESS ? undefined : (target ?? Subject), { artifacts: false }),
  )
  if (madeSoFar() === before) return 'The body made no instance.'
  if (throws === undefined) return failure
  return throws.test(failure ?? '') ? undefined : `The assertion ended with ${failure}, expected ${throws}.`
}

/** Shows that the assertion would have seen what the body makes, had it stayed. */
async function proofFailing({ body, target, throws }: CleanBody, host: SoakHost): Promise<string[]> {
  if (throws !== undefined) return []
  let failure: string | undefined
  await keepingAll(async () => {
    failure = await failureOf(() =>
      host.notToLeak(() => body(host), target ?? Subject, { artifacts: false, settle: 0 }),
    )
  })
  return isAlarm(failure ?? '') ? [] : [`Instances that are kept go unseen: ${failure ?? 'it passed'}`]
}

async function failureOf(assertion: () => unknown): Promise<string | undefined> {
  try {
    await assertion()
    return undefined
  } catch (error) {
    return stripVTControlCharacters(error instanceof Error ? error.message : String(error))
  }
}

function isAlarm(text: string): boolean {
  return / (is|are) still alive | leaves more behind with every run/.test(text)
}
