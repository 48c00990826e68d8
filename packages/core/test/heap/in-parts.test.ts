import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inParts, inPartsBackwards, PART } from '../../src/heap/in-parts.ts'

const counts = () => fc.oneof(fc.nat(3 * PART), fc.constantFrom(0, 1, PART - 1, PART, PART + 1, 2 * PART))

describe('inParts', () => {
  it('covers every number once, ascending', () => {
    fc.assert(
      fc.property(counts(), (count) => {
        let next = 0
        inParts(count, (first, end) => {
          expect(first).toBe(next)
          expect(end).toBeGreaterThan(first)
          next = end
        })
        expect(next).toBe(count)
      }),
    )
  })
})

describe('inPartsBackwards', () => {
  it('covers every number once, last range first', () => {
    fc.assert(
      fc.property(counts(), (count) => {
        let next = count
        inPartsBackwards(count, (first, end) => {
          expect(end).toBe(next)
          expect(end).toBeGreaterThan(first)
          next = first
        })
        expect(next).toBe(0)
      }),
    )
  })
})
