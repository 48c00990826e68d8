import { inspect } from 'node:util'
import { InvalidInputError } from '../errors.ts'
import type { AssertionHost, MatcherResult } from './assertion-host.ts'
import { failureFor } from './failure.ts'
import { judge } from './judge.ts'
import type { MeasuredEnd } from './measurement.ts'
import { subjectOfObject, withNothingBefore } from './measurement.ts'
import type { LookOptions } from './options.ts'
import { resolveOptions } from './options.ts'
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
export async function checkCollected(
  received: unknown,
  options: LookOptions | undefined,
  host: AssertionHost,
): Promise<MatcherResult> {
  const ref = weakRefOf(received)
  const settings = resolveOptions(options)
  const target = targetNameOf(ref)
  // its creation and every look at it keep the object to the end of the job
  await collectAfter(0)
  const start = performance.now()
  const left = await settle([ref], settings.settle)
  const assertion = `expect(weakRef)${host.negated ? '.not' : ''}.toBeCollected()`
  const gone = () => `${assertion}\n\nThe ${target} was collected.`
  if (left === 0) return { pass: true, message: gone }

  const measurement = withNothingBefore(subjectOfObject(target, settings, host))
  measurement.timer.record('settle', start)
  const report = judge(measurement, endOf(ref))
  const pass = report.leakedCount === 0
  if (pass || host.negated) return { pass, message: pass ? gone : () => report.toText(host) }
  const { message, data } = failureFor(assertion, report, settings, host)
  return { pass, message: () => message, toleak: data }
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
