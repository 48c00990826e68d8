import { inspect, types } from 'node:util'
import { InvalidInputError } from '../errors.ts'

/** A class, abstract or not, its constructor private or not, whose instances are looked for. Its identity counts, not its name. */
export type LeakTarget =
  | (abstract new (...args: never[]) => object)
  // with a private constructor TypeScript takes a class for no constructor, but for a function that can be made anew
  | (NewableFunction & Readonly<Record<'prototype', object>>)

/**
 * The prototypes by which instances of the target are recognised.
 *
 * @param called what the user calls it
 * @throws InvalidInputError if a target is no class
 */
export function prototypesOf(target: LeakTarget | readonly LeakTarget[], called = 'the target'): object[] {
  // Array.isArray throws when a Proxy is revoked
  const classes: readonly unknown[] = !types.isProxy(target) && Array.isArray(target) ? target : [target]
  if (classes.length === 0)
    throw new InvalidInputError(
      `Cannot look for leaks: ${called} is an empty list, expected at least one class.`,
    )
  return classes.map((each) => prototypeOf(each, called))
}

function prototypeOf(target: unknown, called: string): object {
  const prototype: unknown =
    typeof target === 'function' && !types.isProxy(target) ? target.prototype : undefined
  if ((typeof prototype !== 'object' && typeof prototype !== 'function') || prototype === null)
    throw new InvalidInputError(
      `Cannot look for leaks: ${called} is ${describe(target)}, expected a class (a constructor with a prototype). ` +
        'Pass the class itself, such as SomeClass, not its name and not an instance.',
    )
  return prototype
}

function describe(value: unknown): string {
  if (typeof value === 'function')
    return types.isProxy(value)
      ? 'a Proxy'
      : `function ${ownName(value) ?? '(anonymous)'} without a prototype`
  if (types.isProxy(value)) return 'a Proxy'
  if (typeof value === 'object' && value !== null) return 'an object'
  return inspect(value)
}

/** The name to print for a target. */
export function targetName(target: LeakTarget | readonly LeakTarget[]): string {
  const classes: readonly LeakTarget[] = Array.isArray(target) ? target : [target as LeakTarget]
  return classes.map((each) => ownName(each) ?? '(anonymous class)').join(', ')
}

/** A class may have a getter, a method or anything else as `name`. */
function ownName(code: object): string | undefined {
  const name = ownValue(code, 'name')
  return typeof name === 'string' && name !== '' ? name : undefined
}

/** The name of an object's class, without running any code of the user: no getter, no proxy's trap. */
export function classNameOf(object: object): string {
  if (types.isProxy(object)) return 'Proxy'
  const prototype = Object.getPrototypeOf(object) as object | null
  const constructor = prototype && ownValue(prototype, 'constructor')
  return (typeof constructor === 'function' ? ownName(constructor) : undefined) ?? 'object'
}

function ownValue(object: object, key: string): unknown {
  return types.isProxy(object) ? undefined : Object.getOwnPropertyDescriptor(object, key)?.value
}
