import { expect, it } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'

class Zebra {}
class Apple {}
class Herd {
  readonly members: object[] = []
}
class Crate {
  constructor(readonly apple: Apple) {}
}
const zebras: Zebra[] = []
const crates: Crate[] = []
const herds = new Set<Herd>()

it('tells the largest group first, then the nearest, then by name', () => {
  const report = findLeaks(() => {
    crates.push(new Crate(new Apple()))
    zebras.push(new Zebra(), new Zebra())
    herds.add(new Herd())
  }, [Apple, Crate, Herd, Zebra])
  expect(report.groups.map(({ className }) => className)).toEqual(['Zebra', 'Crate', 'Herd', 'Apple'])
})
