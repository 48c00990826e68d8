import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { kept, Parcel, pitfall } from './twins.ts'

const HOUR = 3_600_000

function failedAt(parcel: Parcel): Error {
  try {
    return parcel.fall()
  } catch (error) {
    return error as Error
  }
}

pitfall('pitfall 19: an error whose stack was never read keeps the receivers of its frames', {
  silent() {
    const error = failedAt(new Parcel())
    void error.stack
    kept.push(error)
  },
  found: () => void kept.push(failedAt(new Parcel())),
  says: [/unread stack trace/, /until `error\.stack` is read/],
})

const storage = new AsyncLocalStorage<Parcel>()
let timer: NodeJS.Timeout | undefined
const stop = () => clearTimeout(timer)

pitfall('pitfall 27: a pending timer holds what it will run with', {
  silent: async () => {
    const parcel = new Parcel()
    setTimeout(() => parcel.weigh(), 5)
    clearTimeout(setTimeout(() => parcel.weigh(), HOUR))
  },
  found: async () => {
    const parcel = new Parcel()
    timer = setTimeout(() => parcel.weigh(), HOUR)
  },
  after: stop,
  says: [/setTimeout timer/, /callback/, /clearTimeout\(timer\)/],
})

pitfall('pitfall 27: a pending timer holds the store of its AsyncLocalStorage', {
  silent: async () => {
    storage.run(new Parcel(), () => setTimeout(() => {}, 5))
    await storage.run(new Parcel(), () => pause(1))
  },
  found: async () => {
    timer = storage.run(new Parcel(), () => setTimeout(() => {}, HOUR))
  },
  after: stop,
  says: [/AsyncLocalStorage/],
})

pitfall('pitfall 28: AbortSignal.timeout holds its listeners until it ends, though nobody refers to it', {
  silent() {
    const parcel = new Parcel()
    const signal = AbortSignal.timeout(HOUR)
    const listener = () => parcel.weigh()
    signal.addEventListener('abort', listener)
    signal.removeEventListener('abort', listener)
  },
  found() {
    const parcel = new Parcel()
    AbortSignal.timeout(HOUR).addEventListener('abort', () => parcel.weigh())
  },
  says: [/listener of event "abort"/],
})

pitfall(
  'pitfall 29: an async function that waits for ever is collected when nothing can settle its promise',
  {
    silent() {
      void (async () => {
        const parcel = new Parcel()
        await new Promise(() => {})
        parcel.weigh()
      })()
    },
    found() {
      void (async function waiting() {
        const parcel = new Parcel()
        await new Promise((resolve) => kept.push(resolve))
        parcel.weigh()
      })()
    },
    says: [/async function waiting/, /local variable `parcel`/],
  },
)

/** An iterator that has begun, of a Map that is empty now. */
function iterateAndClear(): Iterator<Parcel> {
  const map = new Map([
    ['one', new Parcel()],
    ['two', new Parcel()],
  ])
  const iterator = map.values()
  iterator.next()
  map.delete('one')
  map.clear()
  return iterator
}

pitfall('pitfall 30: Map.clear() under a live iterator keeps the old entries until it goes on', {
  silent() {
    const iterator = iterateAndClear()
    iterator.next()
    kept.push(iterator)
  },
  found: () => void kept.push(iterateAndClear()),
  says: [/MapIterator/],
})

const whenGone = new FinalizationRegistry<Parcel>((parcel) => void parcel.weigh())

pitfall('pitfall 31: what a FinalizationRegistry is to be told stays while the target lives', {
  silent: async () => whenGone.register({}, new Parcel()),
  found: async () => {
    const target = {}
    whenGone.register(target, new Parcel())
    kept.push(target)
  },
  says: [/FinalizationRegistry/],
})
