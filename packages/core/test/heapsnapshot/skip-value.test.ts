import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteReader, END } from '../../src/heapsnapshot/byte-reader.ts'
import { skipValue } from '../../src/heapsnapshot/skip-value.ts'

function skip(text: string, pieceBytes = 1000): ByteReader {
  const bytes = Buffer.from(text)
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, i) =>
    bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes),
  )
  const reader = new ByteReader(pieces)
  skipValue(reader, 'in "samples"')
  return reader
}

describe('skipValue', () => {
  it('passes over any JSON and stops behind it, wherever the file is cut', () => {
    const blanks = fc.constantFrom(undefined, 2, '\t')
    fc.assert(
      fc.property(fc.jsonValue(), blanks, fc.integer({ min: 1, max: 9 }), (value, space, pieceBytes) => {
        const reader = skip(`${JSON.stringify(value, undefined, space)} ,`, pieceBytes)
        expect(reader.peekToken()).toBe(','.charCodeAt(0))
        reader.position++
        expect(reader.peekToken()).toBe(END)
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses what JSON.parse refuses', () => {
    const signs = fc.constantFrom(
      ...'{}[],:"\\u019.eE-+tfn \n',
      'true',
      'false',
      'null',
      '"a"',
      '12',
      '\u0001',
    )
    const fates = { passed: 0, refused: 0 }
    fc.assert(
      fc.property(fc.array(signs, { minLength: 1, maxLength: 7 }), (parts) => {
        const text = parts.join('')
        let expected = true
        try {
          JSON.parse(text)
        } catch {
          expected = false
        }
        fates[expected ? 'passed' : 'refused']++
        let isPassed = false
        try {
          isPassed = skip(text).peekToken() === END
        } catch {
          // refused
        }
        expect(isPassed, text).toBe(expected)
      }),
      { numRuns: 20_000 },
    )
    expect(fates.passed).toBeGreaterThan(500)
  })

  it('may be as deep as it likes', () => {
    expect(skip('['.repeat(1e6) + ']'.repeat(1e6)).peekToken()).toBe(END)
  })

  it('says where it stopped', () => {
    expect(() => skip('[1,2}')).toThrow('"}" at byte 4, in "samples", expected "," or "]"')
    expect(() => skip('"a')).toThrow(
      'the file ends after 2 bytes, in "samples", expected the rest of a string',
    )
    expect(() => skip('tru,')).toThrow('expected a value instead of "tru" before')
  })
})
