import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SnapshotFormatError } from '../../src/errors.ts'
import { readSnapshotBytes } from '../../src/heapsnapshot/read-file.ts'
import { anyDamagedGzip, anyDamagedSnapshot, anySnapshot } from '../fixtures/damaged-snapshots.ts'
import { readBothWays } from '../oracles/read-both-ways.ts'

describe('a damaged file', () => {
  it('is read like JSON.parse reads it while it is whole', () => {
    fc.assert(
      fc.property(anySnapshot(), fc.integer({ min: 1, max: 40 }), (bytes, pieceBytes) => {
        expect(readBothWays(bytes, pieceBytes)).toBe('read')
      }),
      { numRuns: 1000 },
    )
  })

  it('is read right or refused, never read wrong', () => {
    const fates = { read: 0, refused: 0 }
    fc.assert(
      fc.property(anyDamagedSnapshot(), fc.integer({ min: 1, max: 40 }), (bytes, pieceBytes) => {
        const fate = readBothWays(bytes, pieceBytes)
        if (fate === 'read') fates.read++
        else fates.refused++
      }),
      { numRuns: 10_000 },
    )
    // else the damages would be too harsh, or none
    expect(fates.read).toBeGreaterThan(500)
    expect(fates.refused).toBeGreaterThan(5000)
  })

  it('is refused when its gzip is damaged, or was damaged where it does not matter', () => {
    fc.assert(
      fc.property(anyDamagedGzip(), (packed) => {
        try {
          readSnapshotBytes(packed)
        } catch (error) {
          expect(error).toBeInstanceOf(SnapshotFormatError)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
