import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slugOfPathPart, slugOfTest } from '../../src/artifacts/slug.ts'

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '.',
      '/',
      '\\',
      ' ',
      '-',
      'a',
      'Ü',
      '\u0301',
      '\u0000',
      '\ud800',
      '漢',
      '🎉',
      '@',
      ':',
    ),
  }),
  fc.string({ minLength: 100, maxLength: 5000 }),
  fc.constantFrom('con', 'NUL', 'com1.test.ts', 'aux.', '..', '.', '', ' ', '.git'),
)

/** What every file system takes as one name, and no tool takes for a hidden file or an option. */
function expectPortable(slug: string): void {
  expect(slug).toMatch(/^[\p{L}\p{N}@_+][\p{L}\p{N}\p{M}._@+-]*$/u)
  expect(slug).not.toMatch(/[. ]$/)
  expect(slug).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
  expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(80)
  expect(slug).toBe(slug.normalize('NFC'))
  expect(slug).not.toMatch(/\p{Cs}/u)
}

describe('slugOfTest', () => {
  it.each([
    ['keeps no computation', 'keeps-no-computation'],
    ['Queue > keeps <b>no</b> computation!', 'queue-keeps-b-no-b-computation'],
    ['hält den Zähler', 'halt-den-zahler'],
    ['解放する', '解放する'],
    ['../../etc/passwd', 'etc-passwd'],
    ['', 'unnamed'],
    ['🎉', 'unnamed'],
    ['...', 'unnamed'],
  ])('%j becomes %s', (name, slug) => {
    expect(slugOfTest(name)).toBe(slug)
  })

  it('cuts long names and keeps them apart', () => {
    const [one, other] = [slugOfTest(`${'long '.repeat(50)}1`), slugOfTest(`${'long '.repeat(50)}2`)]
    expect(one).toMatch(/^long-long-.*-[0-9a-f]{8}$/)
    expect(one).not.toBe(other)
  })

  it('gives one portable name in lower case for any text', () => {
    fc.assert(
      fc.property(text, (name) => {
        const slug = slugOfTest(name)
        expectPortable(slug)
        expect(slug).toBe(slug.toLowerCase())
      }),
      { numRuns: 500 },
    )
  })
})

describe('slugOfPathPart', () => {
  it('leaves usual names as they are', () => {
    for (const name of ['worker.test.ts', 'App.spec.tsx', '__tests__', '@scope', 'a+b', '漢字.test.ts'])
      expect(slugOfPathPart(name)).toBe(name)
  })

  it('shows no hidden folder, which upload actions skip', () => {
    expect(slugOfPathPart('.storybook')).toMatch(/^storybook-[0-9a-f]{8}$/)
  })

  it('takes no device name of Windows', () => {
    expect(slugOfPathPart('con.test.ts')).toMatch(/^_con\.test\.ts-[0-9a-f]{8}$/)
  })

  it('gives one portable name for any text', () => {
    fc.assert(
      fc.property(text, (part) => expectPortable(slugOfPathPart(part))),
      { numRuns: 500 },
    )
  })

  it('gives different names to different texts', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        fc.pre(a !== b)
        expect(slugOfPathPart(a)).not.toBe(slugOfPathPart(b))
      }),
      { numRuns: 500 },
    )
  })
})
