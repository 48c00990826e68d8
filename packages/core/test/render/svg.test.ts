import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { renderSvg, renderSvgSync } from '../../src/render/svg.ts'
import { visibleText } from '../../src/render/visible-text.ts'
import { cache, crowd, hostile, leakGraph, trace, worker } from './leak-graphs.ts'
import { shuffled } from './shuffled.ts'

/** The picture as a browser's XML parser reads it; throws if it is not well-formed. */
function parsed(svg: string): Document {
  return new JSDOM(svg, { contentType: 'image/svg+xml' }).window.document
}

function textsOf(root: ParentNode, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '')
}

describe('renderSvg', () => {
  it('draws the first example', async () => {
    await expect(await renderSvg(worker.graph, worker.caption)).toMatchFileSnapshot('golden/worker.svg')
  })

  it('draws twelve instances in a cache', async () => {
    await expect(await renderSvg(cache.graph, cache.caption)).toMatchFileSnapshot('golden/cache.svg')
  })

  it('gives the same bytes before it returns', async () => {
    for (const { graph, caption } of [worker, crowd, hostile])
      expect(renderSvgSync(graph, caption)).toBe(await renderSvg(graph, caption))
  })

  it('gives the same bytes for other keys, ids and orders', async () => {
    for (const { graph, caption } of [worker, cache, crowd, hostile])
      expect(await renderSvg(shuffled(graph, 7), caption)).toBe(await renderSvg(graph, caption))
  })

  it("shows no id of V8's", async () => {
    const svg = await renderSvg(worker.graph, worker.caption)
    for (const { nodeId } of worker.graph) if (nodeId !== undefined) expect(svg).not.toContain(String(nodeId))
  })

  it('says what is alive and which test it was', async () => {
    const svg = parsed(await renderSvg(worker.graph, worker.caption))
    expect(svg.documentElement.getAttribute('aria-label')).toBe(
      '1 instance of SomeComputation is still alive: keeps no computation',
    )
    for (const text of [
      '1 instance of SomeComputation is still alive',
      'keeps no computation',
      'src/worker.test.ts',
    ])
      expect(textsOf(svg, '.caption text').some((found) => found.endsWith(text))).toBe(true)
    const other = await renderSvg(worker.graph, { ...worker.caption, headline: 'It leaks' })
    expect(textsOf(parsed(other), '.headline')[0]).toMatch(/It leaks$/)
  })

  it('marks the cut, the survivor, what was there before, and what belongs to the framework', async () => {
    const svg = parsed(await renderSvg(worker.graph, worker.caption))
    expect(textsOf(svg, '.cutting text')).toEqual(['cut here', 'local variable `job`'])
    expect(svg.querySelectorAll('.mark path')).toHaveLength(1)
    expect(textsOf(svg, '.survivor text')).toEqual(['SomeComputation', '{ value: 17 }'])
    expect(textsOf(svg, '.before .title')).toEqual(['Queue', 'async function worker'])
    expect(textsOf(svg, '.body .title')).toEqual(['bound function compute'])
    expect(textsOf(svg, '.note')).toEqual(['there before fn()', 'made by fn()', 'still alive'])
    const other = parsed(await renderSvg(cache.graph, cache.caption))
    expect(textsOf(other, '.framework .title')).toEqual(['Vitest module registry'])
    expect(textsOf(other, '.note')).toContain('test framework')
    // nothing of these colours, no words for them
    const plain = leakGraph([{ key: 's', role: 'survivor' }], [])
    expect(textsOf(parsed(await renderSvg(plain, cache.caption)), '.note')).toEqual([])
  })

  it('shows places on a second line, and all words in tooltips', async () => {
    const svg = parsed(await renderSvg(worker.graph, worker.caption))
    expect(textsOf(svg, '.place')).toContain('src/worker.test.ts:18:1')
    expect(textsOf(svg, 'g.box > title')).toContain(
      'SomeComputation\n{ value: 17 }\nstill alive after the test body\nborn in the test body\n24 B, without what it holds\nno. 6 in this picture',
    )
    expect(textsOf(svg, '.arrow .place')).toEqual(['src/worker.test.ts:14:7'])
    const long = `a${'bcdefghij'.repeat(50)}`
    const graph = leakGraph(
      [
        { key: 'r', role: 'root', label: long },
        { key: 's', role: 'survivor' },
      ],
      trace('r -x-> s'),
    )
    const picture = parsed(await renderSvg(graph, worker.caption))
    expect(textsOf(picture, '.root .title')[0]!.length).toBeLessThan(50)
    expect(textsOf(picture, '.root title')[0]).toBe(`${long}\nno. 1 in this picture`)
  })

  it('folds twelve into one box, drawn as a stack', async () => {
    const svg = parsed(await renderSvg(cache.graph, cache.caption))
    expect(textsOf(svg, '.survivor .title')).toEqual(['Session × 12'])
    expect(svg.querySelectorAll('.graph .survivor rect')).toHaveLength(3)
    expect(textsOf(svg, '.survivor .preview')).toEqual(['{ id: 0…11 }'])
  })

  it('breaks a headline of many classes, and shows all of it', async () => {
    const names = ['Administrator', 'BackgroundPoller', 'ConnectionPool']
    const graph = leakGraph(
      names.map((key) => ({ key, role: 'survivor' })),
      [],
    )
    const svg = parsed(await renderSvg(graph, worker.caption))
    expect(svg.querySelectorAll('.headline').length).toBeGreaterThan(1)
    const shown = [...svg.querySelectorAll('.headline')].map((line) => line.lastChild!.textContent).join(' ')
    expect(shown).toBe(
      '1 instance of Administrator, 1 instance of BackgroundPoller, 1 instance of ConnectionPool are still alive',
    )
  })

  it('says how much it does not show', async () => {
    const svg = parsed(await renderSvg(crowd.graph, crowd.caption))
    expect(svg.querySelectorAll('.graph .box').length).toBeLessThanOrEqual(60)
    expect(textsOf(svg, '.note').at(-1)).toBe(
      `${crowd.graph.size - svg.querySelectorAll('.graph .box').length} more objects are not shown`,
    )
    expect(textsOf(svg, '.more').some((text) => /^held by \d+ more$/.test(text))).toBe(true)
  })

  it('has colours for light and dark, and defines each that it uses in both', async () => {
    const svg = await renderSvg(crowd.graph, crowd.caption)
    const [style] = /<style>[^]*<\/style>/.exec(svg)!
    const used = new Set([...style.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name))
    expect(used.size).toBeGreaterThan(10)
    const [light, dark] = style.split('@media (prefers-color-scheme:dark)')
    for (const name of used) {
      expect(light).toContain(`${name}:#`)
      expect(dark).toContain(`${name}:#`)
    }
    // nothing outside of the style sheet has a colour of its own
    expect(svg.replace(style, '')).not.toMatch(/fill=|stroke=|style=|#[0-9a-f]{3}/i)
  })

  it('refers to nothing outside and runs nothing', async () => {
    for (const { graph, caption } of [worker, crowd, hostile]) {
      const svg = await renderSvg(graph, caption)
      expect(svg).not.toMatch(/<script|<a\b|<image|<use|<foreignObject|<!|href=|url\(|@import|\son\w+=/i)
      expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg'])
      const names = new Set([...parsed(svg).querySelectorAll('*')].map(({ tagName }) => tagName))
      expect([...names].sort()).toEqual(['circle', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title'])
    }
  })

  it('escapes every name, and shows what cannot be seen', async () => {
    const svg = parsed(await renderSvg(hostile.graph, hostile.caption))
    expect(svg.querySelector('parsererror')).toBeNull()
    const tooltips = textsOf(svg, 'title').join('\n')
    for (const { label } of hostile.graph) expect(tooltips).toContain(visibleText(label))
    for (const { label } of hostile.graph.edges()) expect(tooltips).toContain(visibleText(label))
    const texts = textsOf(svg, 'text').join('\n')
    expect(texts).toContain('<script>alert(1)</script>')
    expect(texts).toContain('\\N \\G \\l')
    expect(texts).toContain('\\u202eevil\\u202c')
    expect(texts).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000]/)
    for (const text of textsOf(svg, '.graph text')) expect(text.length).toBeLessThan(200)
  })

  it('draws an empty graph, one box, and a box that holds itself', async () => {
    for (const graph of [
      leakGraph([], []),
      leakGraph([{ key: 's', role: 'survivor' }], []),
      leakGraph([{ key: 's', role: 'survivor' }], [{ from: 's', to: 's', label: '.self', cut: true }]),
    ]) {
      const svg = await renderSvg(graph, { testName: '' })
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
      expect(parsed(svg).querySelectorAll('.graph .box')).toHaveLength(graph.size)
    }
  })
})
