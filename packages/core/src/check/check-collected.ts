import { inspect } from 'node:util'
import { InvalidInputError } from '../errors.ts'
import { realTime } from './clock.ts'
import type { AssertionHost, MatcherResult } from './assertion-host.ts'
import { failureFor } from './failure.ts'
import { judge } from './judge.ts'
import type { MeasuredEnd, Measurement } from './measurement.ts'
import { subjectOfObject, withNothingBefore } from './measurement.ts'
import type { LookOptions } from './options.ts'
import { resolveLookOptions } from './options.ts'
import { collectAfter, settle } from './settle.ts'
import { classNameOf } from './target.ts'

/**
 * The body of the matcher `toBeCollected`: whether the object of a `WeakRef` goes, given turns of the event loop and garbage collections.
 * When it stays, it says what keeps it alive.
 *
 * @param received the `WeakRef`
 * @throws InvalidInputError if `received` is no `WeakRef`; CaptureError if it cannot be measured here
 *
 * Cost: a few garbage collections; a snapshot when it stays.
 */
export function checkCollected(
  received: unknown,
  options: LookOptions | undefined,
  host: AssertionHost,
): Promise<MatcherResult> {
  const awaited: Promise<MatcherResult> = settleOne(received, options, host).then((settled) =>
    resultOf(settled, host, awaited),
  )
  return awaited
}

interface Settled {
  readonly ref: WeakRef<object>
  readonly measurement: Measurement
  /** Whether the object has gone. */
  readonly isGone: boolean
}

async function settleOne(
  received: unknown,
  options: LookOptions | undefined,
  host: AssertionHost,
): Promise<Settled> {
  const ref = weakRefOf(received)
  const settings = resolveLookOptions(options)
  const measurement = withNothingBefore(subjectOfObject(targetNameOf(ref), settings, host))
  // its creation and every look at it keep the object to the end of the job
  await collectAfter(0)
  const start = realTime()
  const left = await settle([ref], settings.settle)
  measurement.timer.record('settle', start)
  return { ref, measurement, isGone: left === 0 }
}

function resultOf(
  { ref, measurement, isGone }: Settled,
  host: AssertionHost,
  awaited: Promise<unknown>,
): MatcherResult {
  const { settings, target } = measurement
  const assertion = `expect(weakRef)${host.negated ? '.not' : ''}.toBeCollected()`
  const gone = { pass: true, message: () => `${assertion}\n\nThe ${target} was collected.` }
  if (isGone) return gone
  const report = judge(measurement, endOf(ref), { awaited })
  if (report.leakedCount === 0) return gone
  if (host.negated) return { pass: false, message: () => report.toText(host) }
  const { message, data } = failureFor(assertion, report, settings, host)
  return { pass: false, message: () => message, toleak: data }
}

function weakRefOf(received: unknown): WeakRef<object> {
  try {
    // of any realm
    WeakRef.prototype.deref.call(received as WeakRef<object>)
    return received as WeakRef<object>
  } catch {
    throw new InvalidInputError(
      `Cannot look whether it is collected: expect() was given ${typeof received === 'object' ? 'an object' : inspect(received)}, expected a WeakRef. ` +
        'Write await expect(new WeakRef(object)).toBeCollected(), and keep no variable of the object.',
    )
  }
}

function targetNameOf(ref: WeakRef<object>): string {
  const object = WeakRef.prototype.deref.call(ref)
  return object ? classNameOf(object) : 'object'
}

/** In a frame of its own, which holds the object. */
function endOf(ref: WeakRef<object>): MeasuredEnd {
  const instances = new WeakSet<object>()
  const object = WeakRef.prototype.deref.call(ref)
  if (object) instances.add(object)
  return { async: true, survivors: { count: 1, instances, born: new WeakSet() }, lateCount: 0 }
}
