import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What became of one clean body's assertions in one run. */
export interface SoakOutcome {
  readonly body: string
  /** How many were made. */
  readonly assertions: number
  /** The texts of those that took something for a leak. */
  readonly alarms: readonly string[]
  /** What else went wrong: a measurement that was refused, a body that makes nothing or does not end as it says. */
  readonly errors: readonly string[]
  readonly seconds: number
}

/** Keeps an outcome for the table, in the folder that `TOLEAK_SOAK_OUTCOMES` names. */
export function recordOutcome(outcome: SoakOutcome): void {
  const folder = process.env.TOLEAK_SOAK_OUTCOMES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${outcome.body.replaceAll(/[^\w]+/g, '-')}.json`), JSON.stringify(outcome))
}
