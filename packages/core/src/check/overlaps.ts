import { CaptureError } from '../errors.ts'
import type { TestHost } from './assertion-host.ts'

/**
 * Throws if other tests ran while a test was measured, so that its survivors cannot be told from theirs.
 *
 * @param start `Date.now()` when the measurement began
 * @param count survivors
 * @throws CaptureError
 */
export function refuseOverlap(host: TestHost, start: number, count: number, target: string): void {
  const others = count > 0 ? (host.concurrentTests?.(start) ?? []) : []
  if (others.length === 0) return
  const names = others.map((name) => `"${name}"`)
  const shown = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names
  const [instances, them] = count === 1 ? ['1 instance', 'it'] : [`${count} instances`, 'them']
  throw new CaptureError(
    `Cannot tell who leaks: ${instances} of ${target} stayed alive, and other tests ran at the same time (${shown.join(', ')}) and may have created ${them}, expected this test to run alone. ` +
      'Take it out of test.concurrent, or make fn synchronous: what a synchronous fn creates is known.',
  )
}
