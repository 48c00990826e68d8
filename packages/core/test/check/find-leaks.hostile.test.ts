import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { findLeaks } from '../../src/check/find-leaks.ts'
import type { LeakTarget } from '../../src/check/target.ts'
import { InvalidInputError } from '../../src/errors.ts'

const kept: object[] = []
const boom = (): never => {
  throw new Error('user code ran')
}

/** Classes that do harm when anybody asks them for anything. */
const HOSTILE: Readonly<Record<string, () => new () => object>> = {
  'instanceof throws': () =>
    class {
      static [Symbol.hasInstance] = boom
    },
  'instanceof says no': () =>
    class {
      static [Symbol.hasInstance] = () => false
    },
  'its statics throw, its name too': () =>
    class {
      static get name(): string {
        return boom()
      }
      static get [Symbol.species](): never {
        return boom()
      }
      static get [Symbol.toPrimitive](): never {
        return boom()
      }
    },
  'its name is a number': () =>
    Object.defineProperty(class {}, 'name', { value: 42 }) as unknown as new () => object,
  'its name is a method': () =>
    class {
      static name(): string {
        return boom()
      }
    } as unknown as new () => object,
  'it is frozen': () => {
    class Frozen {}
    Object.freeze(Frozen.prototype)
    return Object.freeze(Frozen)
  },
  'it has no prototype': () => {
    class Bare {}
    Object.setPrototypeOf(Bare, null)
    Object.setPrototypeOf(Bare.prototype, null)
    return Bare
  },
  'its prototype inherits from a Proxy': () => {
    class Odd {}
    Object.setPrototypeOf(Odd.prototype, new Proxy({}, { getPrototypeOf: boom, get: boom, has: boom }))
    return Odd
  },
  'its prototype inherits from a revoked Proxy': () => {
    class Odd {}
    const { proxy, revoke } = Proxy.revocable({}, {})
    Object.setPrototypeOf(Odd.prototype, proxy)
    revoke()
    return Odd
  },
  'its properties throw': () =>
    class {
      get value(): number {
        return boom()
      }
      get [Symbol.toStringTag](): string {
        return boom()
      }
      toString = boom
      toJSON = boom
      valueOf = boom;
      [inspect.custom] = boom
    },
  'its instances are frozen and hold a revoked Proxy': () =>
    class {
      readonly revoked: object
      constructor() {
        const { proxy, revoke } = Proxy.revocable({}, {})
        this.revoked = proxy
        revoke()
        Object.freeze(this)
      }
    },
  'its constructor property throws': () => {
    class Odd {}
    Object.defineProperty(Odd.prototype, 'constructor', { get: boom })
    return Odd
  },
}

test.each(Object.keys(HOSTILE))('finds what is there, and only that: %s', (name) => {
  const Class = HOSTILE[name]() as new () => object
  const clean = findLeaks(() => void new Class(), Class)
  expect(clean.leakedCount).toBe(0)
  const report = findLeaks(() => void kept.push(new Class(), {}), Class)
  expect(report.leakedCount).toBe(1)
  expect(report.toText()).toContain('variable `kept`')
  expect(report.toText()).not.toContain('user code ran')
  expect(JSON.parse(JSON.stringify(report))).toMatchObject({ leakedCount: 1 })
})

const { proxy: revoked, revoke } = Proxy.revocable(class {}, {})
const { proxy: revokedList, revoke: revokeList } = Proxy.revocable([class {}], {})
revoke()
revokeList()

test.each([
  ['a revoked Proxy of a class', revoked, 'the target is a Proxy'],
  ['a list with one', [class {}, revoked], 'the target is a Proxy'],
  ['a revoked Proxy of a list', revokedList, 'the target is a Proxy'],
  ['a method', { method() {} }.method, 'the target is function method without a prototype'],
  [
    'a function whose name throws',
    Object.defineProperty(() => {}, 'name', { get: boom }),
    'without a prototype',
  ],
])('refuses %s by an error of its own', (_, target, message) => {
  expect(() => findLeaks(() => {}, target as unknown as LeakTarget)).toThrow(InvalidInputError)
  expect(() => findLeaks(() => {}, target as unknown as LeakTarget)).toThrow(message)
})
