import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearNames, slipsBetween } from '../src/near-names.ts'

const classes = new Map([
  ['Session', 3],
  ['SessionStore', 12],
  ['SessionStoreFactory', 1],
  ['Map', 90],
  ['WeakMap', 4],
  ['Array', 500],
  ['x'.repeat(5000), 1],
  ['', 7],
])

describe('nearNames', () => {
  const near = (wanted: string) => nearNames(wanted, classes).map(({ className }) => className)

  it.each([
    ['session', ['Session', 'SessionStore', 'SessionStoreFactory']],
    ['Sesion', ['Session']],
    ['Sessoin', ['Session']],
    ['SesionStore', ['SessionStore']],
    ['Store', ['SessionStore', 'SessionStoreFactory']],
    ['MySession', ['Session']],
    ['map', ['Map', 'WeakMap']],
    ['Arr', ['Array']],
    ['Zzzzzz', []],
    ['', []],
    ['x'.repeat(5001), []],
  ])('for %j it offers %j', (wanted, expected) => {
    expect(near(wanted)).toEqual(expected)
  })

  it('offers the more frequent of two that are equally near, with their counts, and no more than asked for', () => {
    const found = nearNames('Nod', new Map([['Node', 1], ['Nods', 8], ['Nodo', 5]]), 2) // prettier-ignore
    expect(found).toEqual([
      { className: 'Nods', count: 8 },
      { className: 'Nodo', count: 5 },
    ])
  })
})

describe('slipsBetween', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['session', 'sessoin', 1],
    ['ca', 'abc', 3],
  ])('%j and %j are %i apart', (a, b, slips) => {
    expect(slipsBetween(a, b)).toBe(slips)
  })

  it('is a number of slips: 0 for equals, the same both ways, at most the longer length, one more for a letter more', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slipsBetween(a, a)).toBe(0)
        expect(slipsBetween(a, b)).toBe(slipsBetween(b, a))
        expect(slipsBetween(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(slipsBetween(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        expect(slipsBetween(a, `${a}z`)).toBe(1)
      }),
    )
  })
})
