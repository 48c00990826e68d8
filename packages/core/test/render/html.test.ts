import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import type { LeakGroup } from '../../src/explain/leak-trace.ts'
import { renderHtml } from '../../src/render/html.ts'
import type { HtmlInput } from '../../src/render/html.ts'

const place = { file: 'src/worker.ts', line: 3, column: 1 }

const group: LeakGroup = {
  className: 'SomeComputation',
  count: 1,
  retainedSize: 48,
  otherTraces: [],
  fingerprint: 'abc',
  trace: {
    root: { label: 'module src/worker.ts' },
    steps: [
      {
        node: 1,
        nodeId: 11,
        edge: 'variable `jobs`',
        edgePlace: place,
        label: 'async function worker',
        suspendedAt: { ...place, line: 5 },
        status: 'expected',
        collapsed: 0,
      },
      {
        node: 2,
        nodeId: 174021,
        edge: 'local variable `job`',
        label: 'SomeComputation',
        preview: '{ value: 17 }',
        origin: 'body',
        status: 'suspect',
        collapsed: 0,
      },
    ],
  },
  cut: { step: 1, sentence: 'local variable `job` of async function worker', references: 1 },
  advice: ['worker keeps it.', 'Assign it again.'],
}

const input: HtmlInput = {
  headline: '1 instance of SomeComputation is still alive.',
  caption: { testName: 'queue > keeps nothing', testFile: 'src/worker.test.ts' },
  groups: [group],
  notes: [],
  svg: '<svg xmlns="http://www.w3.org/2000/svg" class="toleak"><style>.toleak{}</style></svg>\n',
  placeWords: ({ file, line, column }) => `${file}:${line}:${column}`,
}

function parsed(html: string): Element {
  const { body } = new JSDOM(html).window.document
  expect(body.children).toHaveLength(1)
  return body.firstElementChild!
}

function textsOf(root: ParentNode, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map(({ textContent }) =>
    textContent!.replace(/\s+/g, ' ').trim(),
  )
}

describe('renderHtml', () => {
  it('tells headline, test, trace, cut and advice in this order, then the picture', () => {
    const section = parsed(renderHtml(input))
    expect(section.matches('section.toleak-report')).toBe(true)
    expect(textsOf(section, 'h2')).toEqual(['1 instance of SomeComputation is still alive.'])
    expect(textsOf(section, 'p')).toEqual([
      'queue > keeps nothing',
      'src/worker.test.ts',
      '✂ Cut here: local variable `job` of async function worker.',
      'worker keeps it.',
      'Assign it again.',
    ])
    expect(textsOf(section, 'ol > li')).toEqual([
      'GC root module src/worker.ts',
      'variable `jobs` src/worker.ts:3:1async function worker suspended at src/worker.ts:5:1',
      'local variable `job`SomeComputation @174021 { value: 17 } born in fn(), retains 48 B',
    ])
    expect(textsOf(section, '.suspect .edge')).toEqual(['local variable `job`'])
    expect(textsOf(section, '.survivor .object')).toEqual(['SomeComputation'])
    expect(section.querySelectorAll('figure > svg')).toHaveLength(1)
  })

  it('unfolds the other groups, and counts those that are too many', () => {
    const groups = Array.from({ length: 23 }, (_, n) => ({ ...group, count: 30 - n }))
    const section = parsed(renderHtml({ ...input, groups, notes: ['2 of them are held by native code.'] }))
    expect(textsOf(section, 'h3')).toEqual(['30 instances of SomeComputation, 1 way'])
    expect(textsOf(section, 'summary').slice(0, 2)).toEqual([
      '29 instances of SomeComputation, another way',
      '28 instances of SomeComputation, another way',
    ])
    expect(section.querySelectorAll('details ol')).toHaveLength(19)
    expect(textsOf(section, 'p').slice(-2)).toEqual([
      '… and 3 more ways (all are in the JSON file).',
      '2 of them are held by native code.',
    ])
  })

  it('says only its headline when nothing leaked', () => {
    const section = parsed(renderHtml({ ...input, headline: 'Nothing is alive.', groups: [], svg: '' }))
    expect(textsOf(section, 'h2')).toEqual(['Nothing is alive.'])
    expect(section.querySelectorAll('ol, figure, details')).toHaveLength(0)
  })

  it('lets no text of the user be anything but text', () => {
    const evil = `</li></section><script>alert(1)</script><img src=x onerror='a()'>"&amp; \u202e\u0000${'x'.repeat(4000)}`
    const at = { file: evil, line: 1, column: 1 }
    const step = {
      ...group.trace.steps[1]!,
      edge: evil,
      edgePlace: at,
      label: evil,
      place: at,
      preview: evil,
    }
    const section = parsed(
      renderHtml({
        ...input,
        headline: evil,
        caption: { testName: evil, testFile: evil },
        notes: [evil],
        groups: [1, 2].map((count) => ({
          ...group,
          count,
          className: evil,
          trace: { root: { label: evil, place: at }, steps: [step] },
          cut: { step: 0, sentence: evil, references: 1 },
          advice: [evil],
        })),
      }),
    )
    const names = new Set([...section.querySelectorAll('*')].map(({ tagName }) => tagName.toLowerCase()))
    expect([...names].sort()).toEqual(
      'b br details div figure h2 h3 li ol p span strong style summary svg'.split(' '),
    )
    for (const element of section.querySelectorAll('*'))
      expect([...element.getAttributeNames(), 'class'].every((name) => /^(class|xmlns)$/.test(name))).toBe(
        true,
      )
    expect(section.textContent).not.toMatch(/[\u202e\u0000]/)
    expect(textsOf(section, 'ol .edge')[0]).toMatch(/^<\/li><\/section><script>/)
    expect(textsOf(section, 'ol .object')[0]!.length).toBeLessThan(200)
  })

  it('styles nothing but itself, in light and dark, and loads nothing', () => {
    const html = renderHtml(input)
    const [, style] = /<style>([^]*?)<\/style>/.exec(html)!
    const rules = style!.replace(/@media[^{]*\{(.*)\}/g, '$1')
    for (const [, selectors] of rules.matchAll(/([^{}]+)\{/g))
      for (const selector of selectors!.split(',')) expect(selector.trim()).toMatch(/^\.toleak-report\b/)
    expect(style).toContain('prefers-color-scheme:dark')
    expect(html.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|@import|<link|<script/)
  })
})
