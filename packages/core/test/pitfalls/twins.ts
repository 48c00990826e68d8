import { afterEach, describe, expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakOptions } from '../../src/check/options.ts'
import type { LeakTarget } from '../../src/check/target.ts'

/** What the bodies create. */
export class Parcel {
  readonly weight = 2

  weigh(): number {
    return this.weight
  }

  fall(): never {
    throw new Error('broken')
  }
}

/** What is put here stays alive to the end of the test. */
export const kept: unknown[] = []

/** Creates a parcel that stays. */
export function keep(): void {
  kept.push(new Parcel())
}

/** Two bodies that look the same to a detector that falls into the pitfall. */
export interface Twins {
  /** Of what it creates nothing stays. */
  readonly silent: () => unknown
  /** Of what it creates one instance stays. */
  readonly found: () => unknown
  /** What the failure of the leaking one must say. */
  readonly says?: readonly (string | RegExp)[]
  /** What it must not say. */
  readonly saysNot?: readonly RegExp[]
  /** Default: `Parcel`. */
  readonly target?: LeakTarget
  readonly options?: LeakOptions
  readonly before?: () => void
  readonly after?: () => void
}

/**
 * Declares that the one body is no leak and the other one is.
 *
 * @param name number in the list of `docs/pitfalls.md`, and what happens: `pitfall 8: WeakRef construction …`
 */
export function pitfall(name: string, { target = Parcel, options, before, after, ...twins }: Twins): void {
  describe(name, () => {
    const reportOn = async (body: () => unknown) => {
      before?.()
      try {
        return await findLeaks(body, target, options)
      } finally {
        after?.()
        kept.length = 0
      }
    }

    test('is no leak', async () => {
      const report = await reportOn(twins.silent)
      expect(report.toText()).toMatch(/^No instance of /)
      expect(report).toMatchObject({ leakedCount: 0, isLeak: false })
    })

    test('is found where something stays', async () => {
      const report = await reportOn(twins.found)
      expect(report).toMatchObject({ leakedCount: 1, isLeak: true })
      for (const words of twins.says ?? []) expect(report.toText()).toMatch(words)
      for (const words of twins.saysNot ?? []) expect(report.toText()).not.toMatch(words)
    })
  })
}

afterEach(() => {
  kept.length = 0
})
