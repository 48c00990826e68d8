import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { anyName, PIECES, reportOf } from '../fixtures/hostile-report.ts'

const PLAIN = reportOf('Session')
/** Control characters but for the line break, marks that turn text around, halves of characters. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Cs}/u

/** Whatever could run or load something. */
function dangers(page: Document): string[] {
  return [...page.querySelectorAll('*')].flatMap((element) => {
    const own = [...element.attributes].filter(
      ({ name, value }) =>
        /^on/i.test(name) ||
        /^(src|srcset|data|action|formaction)$/i.test(name) ||
        (/href$/i.test(name) && !value.startsWith('#')) ||
        (name === 'style' && /url\(|@import/i.test(value)),
    )
    const isActive =
      /^(script|iframe|object|embed|link|base|meta|form|image|img|foreignObject|animate|set)$/i.test(
        element.localName,
      )
    const isLoading = element.localName === 'style' && /url\(|@import/i.test(element.textContent ?? '')
    return [
      ...own.map(({ name }) => `${element.localName} ${name}`),
      ...(isActive || isLoading ? [element.localName] : []),
    ]
  })
}

const tags = (page: Document) => new Set([...page.querySelectorAll('*')].map(({ localName }) => localName))

test('text, Mermaid, JSON and HTML stay what they are, whatever the names', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
  const plainTags = tags(new JSDOM(PLAIN.toHtml({ svg })).window.document)
  const plainLines = PLAIN.toMermaid().split('\n').length
  fc.assert(
    fc.property(anyName(), (name) => {
      const report = reportOf(name)
      expect(report.toText()).not.toMatch(UNSEEN)
      const mermaid = report.toMermaid()
      expect(mermaid).not.toMatch(UNSEEN)
      expect(mermaid.split('\n')).toHaveLength(plainLines)
      expect(mermaid).not.toMatch(/^\s*(click|%%|href|call)/m)
      expect(() => JSON.parse(JSON.stringify(report)) as unknown).not.toThrow()
      const page = new JSDOM(`<!doctype html>${report.toHtml({ svg })}`).window.document
      expect(dangers(page)).toEqual([])
      expect([...tags(page)].filter((tag) => !plainTags.has(tag))).toEqual([])
    }),
    { numRuns: 150, examples: PIECES.map((piece): [string] => [piece]) },
  )
})

test('the picture stays one, whatever the names', () => {
  const plainTags = tags(new JSDOM(PLAIN.toSvgSync(), { contentType: 'image/svg+xml' }).window.document)
  const all = [PIECES.slice(0, 9), PIECES.slice(9, 27), PIECES.slice(27, 41), PIECES.slice(41)]
  for (const name of all.map((pieces) => pieces.join(' '))) {
    const page = new JSDOM(reportOf(name).toSvgSync(), { contentType: 'image/svg+xml' }).window.document
    expect(dangers(page)).toEqual([])
    expect([...tags(page)].filter((tag) => !plainTags.has(tag))).toEqual([])
    expect(page.documentElement.textContent).not.toMatch(UNSEEN)
  }
})
