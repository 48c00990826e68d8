import { inspect } from 'node:util'
import { InvalidInputError } from '../errors.ts'
import type { AssertionHost, MatcherResult } from './assertion-host.ts'
import { failureFor } from './failure.ts'
import { judge } from './judge.ts'
import { lookNow, subjectOf, withNothingBefore } from './measurement.ts'
import type { LookOptions } from './options.ts'
import { resolveLookOptions } from './options.ts'
import type { LeakTarget } from './target.ts'

/**
 * The body of the matcher `toHaveLiveInstances`: how many instances of a class are alive, subclasses' included, those that only the
 * current job keeps left out. When there are more than expected, it says what keeps them alive.
 *
 * @param received the class
 * @param expected number of instances
 * @throws InvalidInputError if `received` is no class, or the number none; CaptureError if it cannot be measured here
 *
 * Cost: a pass over the heap for each realm; a snapshot when there are more.
 */
export function checkLiveInstances(
  received: unknown,
  expected: number,
  options: LookOptions | undefined,
  host: AssertionHost,
): MatcherResult {
  if (!Number.isInteger(expected) || expected < 0)
    throw new InvalidInputError(
      `Cannot count live instances: toHaveLiveInstances() was given ${inspect(expected)}, expected a whole number, 0 or more.`,
    )
  const settings = resolveLookOptions(options)
  const measurement = withNothingBefore(subjectOf(received as LeakTarget, settings, host, 'instances'))
  const look = lookNow(measurement)
  const assertion = `expect(${measurement.target})${host.negated ? '.not' : ''}.toHaveLiveInstances(${expected})`
  const fewer = () =>
    `${assertion}\n\n${look.survivors.count} instances of ${measurement.target} are alive, expected ${host.negated ? 'another number' : expected}.`
  if (look.survivors.count <= expected) return { pass: look.survivors.count === expected, message: fewer }

  const report = judge(measurement, look)
  const pass = report.leakedCount === expected
  if (pass || host.negated) return { pass, message: () => `${assertion}\n\n${report.toText(host)}` }
  const { message, data } = failureFor(assertion, report, settings, host)
  return { pass, message: () => message, toleak: data }
}
