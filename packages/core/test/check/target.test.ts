import { describe, expect, test } from 'vitest'
import { prototypesOf, targetName } from '../../src/check/target.ts'
import { InvalidInputError } from '../../src/errors.ts'

class One {}
abstract class Two {}

test('a class, an abstract one, or several', () => {
  expect(prototypesOf(One)).toEqual([One.prototype])
  expect(prototypesOf([One, Two])).toEqual([One.prototype, Two.prototype])
})

test('the name to print', () => {
  expect(targetName([One, Two])).toBe('One, Two')
  expect(targetName(class {})).toBe('(anonymous class)')
})

describe('pitfall 39: primitives have no identity: no class is an error that says what was found', () => {
  test.each([
    ['a number', 17, /the target is 17, expected a class/],
    ['null', null, /the target is null, expected a class/],
    ['a primitive among classes', [One, 'Two'], /the target is 'Two', expected a class/],
    ['its name', 'One', /the target is 'One', expected a class/],
    ['an instance', new One(), /the target is an object, expected a class/],
    ['an arrow function', () => {}, /a constructor with a prototype/],
    ['nothing', undefined, /the target is undefined, expected a class/],
    ['an empty list', [], /the target is an empty list, expected at least one class/],
    ['a proxy of a class', new Proxy(One, {}), /the target is a Proxy, expected a class/],
  ])('%s', (_, target, message) => {
    expect(() => prototypesOf(target as never)).toThrow(InvalidInputError)
    expect(() => prototypesOf(target as never)).toThrow(message)
  })
})
