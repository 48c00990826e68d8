import { setTimeout as pause } from 'node:timers/promises'
import type { ContractCase } from './case.ts'
import { fails, passes } from './case.ts'

class Parcel {}

/** What is put here stays alive. */
const kept: Parcel[] = []

/** The verdicts on sync bodies, for every way in which a runner runs its tests. */
export const syncEverywhere: readonly ContractCase[] = [
  fails(
    'a leaking sync body',
    /1 instance of Parcel is .* returned \(before: \d\)\.[^]*variable `kept`/,
    (expect) => {
      expect(() => {
        kept.push(new Parcel())
      }).not.toLeak(Parcel)
    },
  ),
  passes('a clean sync body', (expect) => {
    expect(() => {
      new Parcel()
    }).not.toLeak(Parcel)
  }),
]

/** The same for async bodies. */
export const asyncEverywhere: readonly ContractCase[] = [
  fails(
    'a leaking async body',
    /2 instances of Parcel are .* settled \(before: \d\)\.[^]*variable `kept`/,
    async (expect) => {
      await expect(async () => {
        kept.push(new Parcel())
        await pause(1)
        kept.push(new Parcel())
      }).not.toLeak(Parcel)
    },
  ),
  passes('a clean async body', async (expect) => {
    await expect(async () => {
      const parcel = new Parcel()
      await pause(1)
      return parcel
    }).not.toLeak(Parcel)
  }),
]
