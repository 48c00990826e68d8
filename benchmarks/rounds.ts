import type { Findings } from './contestants/contestant.ts'
import type { Measurement, MeasureOptions, Report } from './measure.ts'
import { measure } from './measure.ts'

/** What the rounds of one contestant gave: all that it could do, and why it could not. */
export interface Outcome {
  readonly contestant: string
  readonly reports: readonly Report[]
  readonly failure: string | undefined
}

/** Who measures what, and how often. */
export interface TurnOptions extends MeasureOptions {
  /** How the progress on stderr calls what is measured on. */
  readonly heap: string
  readonly files: readonly string[]
  /** What each has to find; what it leaves out, the first to find it decides. Undefined if no two find the same. */
  readonly expected?: Partial<Findings>
  readonly rounds: number
}

/** Contestants in turn, A B C A B C, so that a slow minute of the machine meets all of them. One that fails is not asked again. */
export async function takeTurns(
  contestants: readonly string[],
  { heap, files, expected, rounds, ...options }: TurnOptions,
): Promise<Outcome[]> {
  const known = expected && { ...expected }
  const outcomes = contestants.map((contestant) => ({
    contestant,
    reports: [] as Report[],
    failure: undefined as string | undefined,
  }))
  for (let round = 1; round <= rounds; round++) {
    for (const outcome of outcomes) {
      if (outcome.failure !== undefined) continue
      console.error(`${heap}  round ${round} of ${rounds}  ${outcome.contestant}`)
      const measurement = await measure(outcome.contestant, files, options)
      const failure = failureOf(measurement, known)
      if (failure !== undefined) outcome.failure = failure
      else outcome.reports.push(measurement as Report)
    }
  }
  return outcomes
}

/** Why a measurement does not count; whoever reads another heap than the others has not done the work. */
function failureOf(
  measurement: Measurement,
  known: Partial<Record<string, number>> | undefined,
): string | undefined {
  if ('failure' in measurement) return measurement.failure
  if (known === undefined) return undefined
  for (const [name, found] of Object.entries(measurement.findings)) {
    const expected = (known[name] ??= found)
    if (found !== expected)
      return `Cannot compare: ${name} is ${found}, expected ${expected} as the others found.`
  }
  return undefined
}
