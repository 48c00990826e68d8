import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, shortened, visibleJson, visibleText } from '../src/terminal-text.ts'

const DANGEROUS = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '漢',
      '\u0301',
      '\u200d',
      '👨',
      '\ud800',
      '\u001b',
      '\u009b',
      '\n',
      '\u202e',
    ),
    maxLength: 300,
  }),
)

describe('visibleText', () => {
  it.each([
    ['usual, ünüsual, 漢字 עברית 👩‍💻', 'usual, ünüsual, 漢字 עברית 👩‍💻'],
    ['a\nb\tc\r', 'a\\nb\\tc\\r'],
    ['\u0000\u001b[31m\u009b', '\\u0000\\u001b[31m\\u009b'],
    ['\u202eevil\u2066', '\\u202eevil\\u2066'],
    ['\u{e0041}', '\\u{e0041}'],
    [`z${'\u0301'.repeat(99)}`, `z${'\u0301'.repeat(4)}`],
  ])('%j is shown as %j', (given, shown) => {
    expect(visibleText(given)).toBe(shown)
  })

  it('leaves nothing that a terminal acts on', () => {
    fc.assert(fc.property(text, (given) => void expect(visibleText(given)).not.toMatch(DANGEROUS)))
  })
})

describe('visibleJson', () => {
  it('is the same value, with nothing that a terminal acts on but line ends', () => {
    fc.assert(
      fc.property(text, (given) => {
        const json = visibleJson({ [`${given}.`]: [given] })
        expect(json.replaceAll('\n', '')).not.toMatch(DANGEROUS)
        expect(JSON.parse(json)).toEqual({ [`${given}.`]: [given] })
      }),
    )
    expect(visibleJson('\u202e\u{e0041}\u007f')).toBe('"\\u202e\\udb40\\udc41\\u007f"')
  })
})

describe('shortened', () => {
  it('keeps what fits, and both ends of what does not', () => {
    expect(shortened('0123456789', 10)).toBe('0123456789')
    expect(shortened('0123456789', 9)).toBe('0123…6789')
    expect(shortened('0123456789', 4)).toBe('01…9')
  })

  it('gives visible text of at most the cells asked for', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (given, cells) => {
        const shown = shortened(given, cells)
        expect(cellsOf(shown)).toBeLessThanOrEqual(cells)
        expect(shown).not.toMatch(DANGEROUS)
      }),
    )
  })

  it('does not go through a text of ten million characters', () => {
    expect(shortened(`a${'\n'.repeat(10_000_000)}b`, 20)).toMatch(/^a(\\n)+\\?….*b$/)
  })
})

describe('cellsOf', () => {
  it.each([
    ['abc', 3],
    ['ünü', 3],
    ['漢字', 4],
    ['e\u0301', 1],
    ['…', 1],
    ['', 0],
  ])('%j takes %i', (given, cells) => {
    expect(cellsOf(given)).toBe(cells)
  })
})
