import type { ContractCase } from './case.ts'
import { fails, passes } from './case.ts'

class Parcel {}

/** Makes V8 collect what it has not yet of the files before. */
function makeGarbage(): void {
  const garbage: unknown[] = []
  for (let count = 0; count < 1_000_000; count++) garbage.push({ count, list: [count] })
}

/** What is put here stays alive. */
const kept: Parcel[] = []

/** For a file that runs in a worker where another has run: the realm of that file may be collected at any moment, or stay. */
export const fileAfterFile: readonly ContractCase[] = [
  passes('pitfall 21: realms and modules outlive their file: is no leak', (expect) => {
    makeGarbage()
    expect(() => {
      new Parcel()
    }).not.toLeak(Parcel)
  }),
  fails(
    'pitfall 21: realms and modules outlive their file: is found where something stays',
    // not what the file before has kept of its own class of that name
    /1 instance of Parcel is still alive after fn\(\) returned \(before: 0\)/,
    (expect) => {
      makeGarbage()
      expect(() => {
        kept.push(new Parcel())
      }).not.toLeak(Parcel, { artifacts: false })
    },
  ),
]
