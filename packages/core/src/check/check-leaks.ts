import { inspect } from 'node:util'
import { artifactPaths } from '../artifacts/artifact-paths.ts'
import { writeArtifacts } from '../artifacts/write-artifacts.ts'
import { InvalidInputError } from '../errors.ts'
import { shownPath } from '../explain/shown-place.ts'
import { findLeaks } from './find-leaks.ts'
import type { LeakReport } from './leak-report.ts'
import type { LeakRun } from './measurement.ts'
import type { LeakOptions, LeakSettings } from './options.ts'
import { resolveOptions } from './options.ts'
import type { LeakTarget } from './target.ts'

/** What `expect(body).toLeak(…)` returns: a promise for an async body, nothing for a sync one. */
export type ToLeakReturn<Body> = Body extends (...args: never[]) => infer Result
  ? Result extends PromiseLike<unknown>
    ? Promise<void>
    : void
  : never

/** What the test framework tells about the assertion. */
export interface AssertionHost extends LeakRun {
  /** `.not.toLeak` */
  readonly negated: boolean
  /** ANSI colours in the message. Default false. */
  readonly color?: boolean
  /** Called with a picture that was written, before the assertion fails. */
  readonly onPicture?: (picture: WrittenPicture) => void
}

/** A picture in the report's folder. */
export interface WrittenPicture {
  /** Absolute path of the SVG. */
  readonly path: string
  /** One line: what leaked. */
  readonly title: string
}

/** What a matcher hands back to Vitest and Jest; plain data. */
export interface MatcherResult {
  /** Whether something leaked: the frameworks turn it round for `.not`. */
  readonly pass: boolean
  /** The text of the failure; asked for only when the assertion fails. */
  readonly message: () => string
  /** Reaches Jest's reporters; only when a leak failed the assertion. */
  readonly toleak?: {
    /** `LeakReport.toJSON()`. */
    readonly report: object
    /** Absolute path of the picture; undefined if none was written. */
    readonly svg?: string
  }
}

/**
 * The body of the matcher `toLeak`, for any framework with Jest's matcher protocol.
 *
 * @returns the result; for a body that returns a promise, a promise of it
 * @throws as `findLeaks` does
 */
export function checkLeaks(
  received: unknown,
  target: LeakTarget | readonly LeakTarget[],
  options: LeakOptions | undefined,
  host: AssertionHost,
): MatcherResult | Promise<MatcherResult> {
  if (typeof received !== 'function')
    throw new InvalidInputError(
      `Cannot look for leaks: expect() was given ${typeof received === 'object' ? 'an object' : inspect(received)}, expected a function to run. Write expect(() => …).not.toLeak(SomeClass).`,
    )
  const report: LeakReport | Promise<LeakReport> = findLeaks(
    received as () => unknown,
    target,
    // a leak that is asserted is no failure to look into
    host.negated ? options : withoutAllocationStacks(options),
    host,
  )
  return report instanceof Promise
    ? report.then((settled) => resultOf(settled, options, host))
    : resultOf(report, options, host)
}

function withoutAllocationStacks(options: LeakOptions | undefined): LeakOptions | undefined {
  return options?.allocationStacks === true ? { ...options, allocationStacks: false } : options
}

function resultOf(report: LeakReport, options: LeakOptions | undefined, host: AssertionHost): MatcherResult {
  const { allow, artifacts } = resolveOptions(options)
  const pass = report.isLeak
  if (pass !== host.negated) return { pass, message: () => report.toText() }
  const assertion = `expect(fn)${host.negated ? '.not' : ''}.toLeak(${report.target})`
  if (!pass) {
    const expected = allow > 0 ? `\n\nExpected more than ${allow} (option "allow").` : ''
    const text = `${assertion}\n\n${report.toText({ color: host.color })}${expected}`
    return { pass, message: () => text }
  }
  const { svg, notes } = keepArtifacts(report, artifacts, host)
  const text = [assertion, report.toText({ color: host.color }), ...notes].join('\n\n')
  return { pass, message: () => text, toleak: { report: report.toJSON(), svg } }
}

/** Writes picture and report, at once, so that no timeout comes between; what fails is a note below the message. */
function keepArtifacts(
  report: LeakReport,
  artifacts: LeakSettings['artifacts'],
  host: AssertionHost,
): { svg?: string; notes: string[] } {
  if (artifacts === false) return { notes: [] }
  const { projectRoot: root, testName = report.target, testFile = 'no-test-file' } = report
  const paths = artifactPaths({ dir: artifacts.dir, root, testFile, testName })
  const { written, problems } = writeArtifacts([
    { path: paths.svg, content: () => report.toSvgSync() },
    { path: paths.json, content: () => JSON.stringify(report, undefined, 2) },
  ])
  const notes = problems.map(({ message }) => message)
  const svg = written.find((path) => path === paths.svg)
  if (svg !== undefined) {
    notes.unshift(`Ancestors graph: ${shownPath(svg, process.cwd())}`)
    host.onPicture?.({ path: svg, title: report.toText().split('\n', 1)[0] })
  }
  return { svg, notes }
}
