import { inspect } from 'node:util'
import { InvalidInputError } from '../errors.ts'
import type { AssertionHost, MatcherResult } from './assertion-host.ts'
import { failureOf } from './failure.ts'
import { findGrowingLeaks, findLeaks } from './find-leaks.ts'
import type { LeakReport } from './leak-report.ts'
import type { LeakOptions } from './options.ts'
import { resolveOptions } from './options.ts'
import { slowNote } from './slow-note.ts'
import type { LeakTarget } from './target.ts'

/** What `expect(body).toLeak(…)` returns: a promise for an async body, nothing for a sync one. */
export type ToLeakReturn<Body> = Body extends (...args: never[]) => infer Result
  ? Result extends PromiseLike<unknown>
    ? Promise<void>
    : void
  : never

/**
 * The body of the matcher `toLeak`, for any framework with Jest's matcher protocol.
 *
 * @param args what the matcher was given: the class and options, or options alone, or nothing
 * @returns the result; for a body that returns a promise, a promise of it
 * @throws as `findLeaks` does
 */
export function checkLeaks(
  received: unknown,
  args: readonly unknown[],
  host: AssertionHost,
): MatcherResult | Promise<MatcherResult> {
  if (typeof received !== 'function')
    throw new InvalidInputError(
      `Cannot look for leaks: expect() was given ${typeof received === 'object' ? 'an object' : inspect(received)}, expected a function to run. Write expect(() => …).not.toLeak(SomeClass).`,
    )
  const namesNoClass = args.length === 0 || isOptions(args[0])
  const given = args[namesNoClass ? 0 : 1] as LeakOptions | undefined
  // a leak that is asserted is no failure to look into
  const options = host.negated ? given : withoutAllocationStacks(given)
  const body = received as () => unknown
  const report: LeakReport | Promise<LeakReport> = namesNoClass
    ? findGrowingLeaks(body, options, host)
    : findLeaks(body, args[0] as LeakTarget, options, host)
  return report instanceof Promise
    ? report.then((settled) => resultOf(settled, options, host))
    : resultOf(report, options, host)
}

/** `toLeak(options)` names no class. */
function isOptions(value: unknown): value is LeakOptions {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // of any realm; an instance given for a class is told so
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function withoutAllocationStacks(options: LeakOptions | undefined): LeakOptions | undefined {
  return options?.allocationStacks === true ? { ...options, allocationStacks: false } : options
}

function resultOf(report: LeakReport, options: LeakOptions | undefined, host: AssertionHost): MatcherResult {
  const settings = resolveOptions(options)
  const { allow } = settings
  const pass = report.isLeak
  const assertion = `expect(fn)${host.negated ? '.not' : ''}.toLeak(${report.target})`
  const note = slowNote(assertion, report.timings)
  if (note !== undefined) host.onNote?.(note)
  if (pass !== host.negated) return { pass, message: () => report.toText() }
  if (!pass) {
    const expected = allow > 0 ? `\n\nExpected more than ${allow} (option "allow").` : ''
    const text = `${assertion}\n\n${report.toText({ color: host.color })}${expected}`
    return { pass, message: () => text }
  }
  const failure = failureOf(assertion, report, settings, host)
  if (!failure) return { pass: false, message: () => report.toText() }
  return { pass, message: () => failure.message, toleak: failure.data }
}
