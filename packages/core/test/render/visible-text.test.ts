import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, ellipsiseMiddle, visibleText, wrapText } from '../../src/render/visible-text.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', ' ', '漢', '\u0301', '\u200d', '👨', '\ud800', '\udc00', '…'),
    maxLength: 300,
  }),
)

describe('visibleText', () => {
  it.each([
    ['usual, ünüsual, 漢字 עברית 👩‍💻', 'usual, ünüsual, 漢字 עברית 👩‍💻'],
    ['a\nb\tc\r', 'a\\nb\\tc\\r'],
    ['\u0000\u001b\u0085', '\\u0000\\u001b\\u0085'],
    ['\u202eevil\u2066', '\\u202eevil\\u2066'],
    ['\ud800x\uffff', '\\ud800x\\uffff'],
    ['\u{e0041}', '\\u{e0041}'],
    [`z${'\u0301'.repeat(99)}`, `z${'\u0301'.repeat(4)}`],
  ])('%j is shown as %j', (given, shown) => {
    expect(visibleText(given)).toBe(shown)
  })

  it('leaves nothing that XML cannot hold or that turns the text around it', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(visibleText(given)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u)
      }),
    )
  })
})

describe('ellipsiseMiddle', () => {
  it('keeps what fits', () => {
    expect(ellipsiseMiddle('0123456789', 10)).toBe('0123456789')
  })

  it('keeps both ends of what does not', () => {
    expect(ellipsiseMiddle('src/a/very/long/path/to/worker.ts:3:1', 25)).toBe('src/a/very/lon…ker.ts:3:1')
  })

  it('gives at most the cells asked for, cut between characters', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 5, max: 60 }), (given, cells) => {
        const shown = ellipsiseMiddle(visibleText(given), cells)
        expect(cellsOf(shown)).toBeLessThanOrEqual(cells)
        expect(shown).not.toMatch(/\p{Cs}/u)
      }),
    )
  })

  it('is quick with a text of a million characters', () => {
    expect(ellipsiseMiddle('x'.repeat(1_000_000), 20)).toHaveLength(20)
  })
})

describe('wrapText', () => {
  it('breaks at spaces', () => {
    expect(wrapText('resolve function of the promise that async function worker awaits', 34)).toEqual([
      'resolve function of the promise',
      'that async function worker awaits',
    ])
  })

  it('gives lines of at most the cells asked for', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 5, max: 60 }), (given, cells) => {
        const lines = wrapText(visibleText(given), cells)
        expect(lines.length).toBeGreaterThan(0)
        for (const line of lines) expect(cellsOf(line)).toBeLessThanOrEqual(cells)
      }),
    )
  })
})
