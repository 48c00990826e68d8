import { setImmediate as immediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { trackLeaks } from '../../src/check/track-leaks.ts'
import { keep, kept, Parcel, pitfall } from './twins.ts'

/** Leaves parcels in the registers of its caller's frame, were it inlined: loop variable, constant of a block, caught error. */
function useRegisters(): number {
  let sum = 0
  for (const parcel of [new Parcel(), new Parcel()]) sum += parcel.weigh()
  {
    const inner = new Parcel()
    sum += inner.weigh()
  }
  try {
    throw Object.assign(new Error('caught'), { parcel: new Parcel() })
  } catch (error) {
    sum += String(error).length
  }
  return sum
}

pitfall('pitfall 25: registers of a running frame keep what its variables had', {
  silent: () => void useRegisters(),
  found() {
    useRegisters()
    keep()
  },
})

pitfall('pitfall 25: registers of an async function keep what its variables had', {
  silent: async () => {
    for (const parcel of [new Parcel(), new Parcel()]) {
      await immediate()
      parcel.weigh()
    }
    try {
      throw Object.assign(new Error('caught'), { parcel: new Parcel() })
    } catch (error) {
      await immediate(error)
    }
  },
  found: async () => {
    for (const parcel of [new Parcel()]) {
      await immediate()
      parcel.weigh()
      kept.push(parcel)
    }
  },
})

describe('pitfall 25: the frame of a block is still running when the block ends', () => {
  test('is no leak', async () => {
    const probe = trackLeaks(Parcel, { artifacts: false })
    for (const parcel of [new Parcel(), new Parcel()]) parcel.weigh()
    {
      const inner = new Parcel()
      inner.weigh()
    }
    const stillThere = new Parcel()
    probe.check()
    await trackLeaks(Parcel, { artifacts: false }).checkSettled()
    expect(stillThere.weigh()).toBe(2)
  })

  test('is found where something stays', () => {
    const probe = trackLeaks(Parcel, { artifacts: false })
    for (const parcel of [new Parcel(), new Parcel()]) parcel.weigh()
    keep()
    expect(() => probe.check()).toThrow(/1 instance of Parcel is still alive after the block/)
  })
})

pitfall('pitfall 26: a closure keeps what another closure of its scope uses', {
  silent() {
    const parcel = new Parcel()
    const weight = parcel.weigh()
    kept.push(() => weight)
  },
  found() {
    const parcel = new Parcel()
    const weight = parcel.weigh()
    void (() => parcel)
    kept.push(() => weight)
  },
  says: [/closure variable `parcel`/],
})

class Sorter {
  last: unknown

  /** What `this`, argument and result are of. */
  readonly sort = (parcel: Parcel): Parcel => parcel

  work(): Parcel {
    return this.sort(new Parcel())
  }
}

describe('pitfall 40: the matcher holds the function, its receiver, its arguments and its result', () => {
  test('is no leak', async () => {
    expect(findLeaks(() => new Parcel(), Parcel).leakedCount).toBe(0)
    expect((await findLeaks(async () => new Parcel(), Parcel)).leakedCount).toBe(0)
    expect(findLeaks(new Sorter().work.bind(new Sorter()), Parcel).leakedCount).toBe(0)
    const bound = ((parcel: Parcel) => [parcel, new Parcel()]).bind(undefined, new Parcel())
    expect(findLeaks(bound, Parcel)).toMatchObject({ leakedCount: 0, liveBefore: 1 })
  })

  test('is found where something stays', async () => {
    const keeping = () => kept[kept.push(new Parcel()) - 1]
    expect(findLeaks(keeping, Parcel).leakedCount).toBe(1)
    expect((await findLeaks(async () => keeping(), Parcel)).leakedCount).toBe(1)
  })

  test('is found in words where the function itself is the holder', () => {
    const bodyThatKeepsTheLast = () => {
      let last: Parcel | undefined
      return () => {
        last = new Parcel()
        return () => last
      }
    }
    const report = findLeaks(bodyThatKeepsTheLast(), Parcel)
    expect(report.leakedCount).toBe(1)
    expect(report.toText()).toMatch(/variable `last`/)
  })
})
