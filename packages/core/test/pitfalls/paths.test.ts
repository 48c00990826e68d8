import { kept, keep, Parcel, pitfall } from './twins.ts'

const notes = new WeakMap<object, Parcel>()

pitfall('pitfall 32: the value of a WeakMap is kept by its key, not by the WeakMap', {
  silent: () => void notes.set({}, new Parcel()),
  found() {
    const key = {}
    notes.set(key, new Parcel())
    kept.push(key)
  },
  says: [/`kept`/, /Cut here: .*Array `kept`/, /WeakMap/],
  saysNot: [/variable `notes`/],
})

const slots: { hot?: Parcel } = {}

/** Runs often enough for V8 to compile it with records of what it saw. */
function readHot(): number {
  let sum = 0
  for (let round = 0; round < 50_000; round++) sum += slots.hot?.weigh() ?? 0
  return sum
}

pitfall("pitfall 33: V8's own records are the shortest way to an object", {
  silent() {
    slots.hot = new Parcel()
    readHot()
    slots.hot = undefined
  },
  found() {
    slots.hot = new Parcel()
    readHot()
  },
  after: () => void (slots.hot = undefined),
  says: [/variable `slots`/, /Cut here: \.hot of Object `slots`/],
  saysNot: [/PropertyCell|feedback|system \/|hidden/i],
})

pitfall("pitfall 33: V8's own records are the shortest way to a global", {
  silent() {
    Object.assign(globalThis, { hotParcel: new Parcel() })
    new Function('for (let round = 0; round < 50000; round++) hotParcel.weigh()')()
    delete (globalThis as { hotParcel?: Parcel }).hotParcel
  },
  found() {
    keep()
    Object.assign(globalThis, { hotParcel: kept.pop() })
    new Function('for (let round = 0; round < 50000; round++) hotParcel.weigh()')()
  },
  after: () => void delete (globalThis as { hotParcel?: Parcel }).hotParcel,
  says: [/hotParcel/],
  saysNot: [/PropertyCell|feedback|system \//i],
})
