import { createContext, runInContext } from 'node:vm'
import type { LeakTarget } from '../../src/check/target.ts'
import { kept, Parcel, pitfall } from './twins.ts'

const realm = createContext({})
const Foreign = runInContext('class Foreign {}; Foreign', realm) as new () => object
const createThere = runInContext('(prototype) => Object.create(prototype)', realm) as (
  prototype: object,
) => Parcel

pitfall('pitfall 1: a realm shows its own objects only, not those of a class of another one', {
  target: Foreign,
  silent: () => void new Foreign(),
  found: () => void kept.push(new Foreign()),
})

pitfall('pitfall 1: what the code of another realm makes belongs to that realm, whatever its class', {
  silent: () => void createThere(Parcel.prototype),
  found: () => void kept.push(createThere(Parcel.prototype)),
})

pitfall('pitfall 2: the prototype object of a subclass inherits from the class, and is no instance', {
  silent: () => void kept.push(class Letter extends Parcel {}),
  found: () => void kept.push(new (class Letter extends Parcel {})()),
})

pitfall('pitfall 2: what Object.create makes is an instance, a class that only uses it is none', {
  silent: () => void kept.push({ Parcel, make: () => Object.create(Parcel.prototype) as Parcel }),
  found: () => void kept.push(Object.create(Parcel.prototype)),
})

const Namesake = { Parcel: class Parcel {} }.Parcel

pitfall('pitfall 13: two classes have one name', {
  silent: () => void kept.push(new Namesake(), new Parcel().weigh()),
  found: () => void kept.push(new Namesake(), new Parcel()),
  says: [/^1 instance of Parcel /],
})

const Minified = class a {}
Object.defineProperty(Minified, 'name', { value: 'b' })

pitfall('pitfall 14: a class has been renamed', {
  target: Minified,
  silent: () => void new Minified(),
  found: () => void kept.push(new Minified()),
})

pitfall('pitfall 14: a class has no name', {
  ...(() => {
    const Nameless = (() => class {})()
    return {
      target: Nameless,
      silent: () => void new Nameless(),
      found: () => void kept.push(new Nameless()),
      says: [/^1 instance of \(anonymous class\) /],
    }
  })(),
})

/** As a decorator does that returns a class of its own. */
function sealed<Class extends new () => object>(Original: Class): Class {
  return class extends (Original as new () => object) {} as Class
}
class Plain {}
const Decorated = sealed(Plain)

for (const [which, target] of [
  ['the one that it returns', Decorated],
  ['the one that was written', Plain],
] as [string, LeakTarget][])
  pitfall(`pitfall 14: a decorator has put another class in place, and the target is ${which}`, {
    target,
    silent: () => void new Decorated(),
    found: () => void kept.push(new Decorated()),
  })
