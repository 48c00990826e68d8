import { Script } from 'node:vm'
import { describe, expect, test, vi } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import { keep, kept, Parcel, pitfall } from './twins.ts'

const ballast = () => Array.from({ length: 200_000 }, (_, index) => ({ index }))

pitfall('pitfall 5: the size of the heap says nothing of leaks', {
  silent: () => void kept.push(ballast(), new Parcel().weigh()),
  // while the heap gets smaller
  before: () => void kept.push(ballast()),
  found() {
    kept.length = 0
    keep()
  },
})

const whenGone = new FinalizationRegistry<() => void>((goOn) => goOn())

/** Each of the parcels goes one garbage collection after the other. */
function goOneByOne(parcels: Parcel[]): void {
  if (parcels.length > 0) whenGone.register({}, () => goOneByOne(parcels.slice(1)))
}

pitfall('pitfall 6: one garbage collection is not enough', {
  silent: async () => goOneByOne(Array.from({ length: 12 }, () => new Parcel())),
  found: async () => {
    goOneByOne(Array.from({ length: 12 }, () => new Parcel()))
    keep()
  },
})

/** Never tells that anything has gone. */
class Silence {
  register() {}
  unregister() {}
}

pitfall('pitfall 7: callbacks of a FinalizationRegistry may never run', {
  before: () => vi.stubGlobal('FinalizationRegistry', Silence),
  after: () => vi.unstubAllGlobals(),
  silent: () => new FinalizationRegistry(() => {}).register(new Parcel(), 'parcel'),
  found() {
    new FinalizationRegistry(() => {}).register(new Parcel(), 'parcel')
    keep()
  },
})

pitfall('pitfall 8: WeakRef construction or deref keeps its target for the rest of the job', {
  silent: () => void new WeakRef(new Parcel()).deref()?.weigh(),
  found() {
    new WeakRef(new Parcel()).deref()?.weigh()
    keep()
  },
})

describe('pitfall 9: without a turn of the event loop the collector starves', () => {
  test('is no leak', async () => {
    for (let round = 0; round < 3; round++)
      expect(findLeaks(() => new WeakRef(new Parcel()).deref(), Parcel).leakedCount).toBe(0)
    const microtasksOnly = async () => {
      for (let count = 0; count < 2000; count++) (await Promise.resolve(new WeakRef(new Parcel()))).deref()
    }
    expect((await findLeaks(microtasksOnly, Parcel)).leakedCount).toBe(0)
  })

  test('is found where something stays', () => {
    for (let round = 0; round < 3; round++) {
      const report = findLeaks(() => {
        new WeakRef(new Parcel())
        keep()
      }, Parcel)
      expect(report.leakedCount).toBe(1)
    }
  })
})

let compilations = 0

/** Compiles code that V8 has not seen yet, and runs it with a parcel. */
function compileAndRun(): unknown {
  const name = `weigh${compilations++}`
  new Script(`function ${name}(parcel) { return { weight: parcel.weigh() } }`).runInThisContext()
  const weigh = new Function('parcel', `return ${name}(parcel)`) as (parcel: Parcel) => unknown
  const Class = new Function('Parcel', `return class ${name} extends Parcel {}`)(Parcel) as new () => Parcel
  return [weigh(new Parcel()), new Class().weigh()]
}

pitfall('pitfall 10: caches of the compiler hold code that has just run', {
  silent: compileAndRun,
  found() {
    compileAndRun()
    keep()
  },
})
