import type { ContractCase } from './case.ts'
import { passes } from './case.ts'

class Parcel {}

/** For a file that runs in a worker where another has run: the realm of that file may be collected at any moment. */
export const fileAfterFile: readonly ContractCase[] = [
  passes('a clean body, after so much garbage that V8 collects', (expect) => {
    const garbage: unknown[] = []
    for (let count = 0; count < 1_000_000; count++) garbage.push({ count, list: [count] })
    garbage.length = 0
    expect(() => {
      new Parcel()
    }).not.toLeak(Parcel)
  }),
]
