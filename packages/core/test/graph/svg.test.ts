import { describe, expect, test } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { graphFromText } from './notation.ts'

test('a picture has every node and every edge', async () => {
  const svg = await graphFromText('1 2 3; 1->2 1->2 3->3').toSvg()
  expect(svg).toContain('<svg')
  expect(svg.match(/class="node"/g)).toHaveLength(3)
  expect(svg.match(/class="edge"/g)).toHaveLength(3)
})

test('the same graph gives the same bytes', async () => {
  const draw = () => graphFromText('1 2 3; 1->2 1->3 2->3 3->1').toSvg()
  expect(await draw()).toBe(await draw())
})

test('it has no background, and can be read on white and on black', async () => {
  const svg = await ObjectGraph.of(['a'], [{ from: 'a', to: 'a', label: 'self' }]).toSvg()
  const [, label] = /<text [^>]*fill="(#\w+)"[^>]*>[^<]*self[^<]*</.exec(svg)!
  const [, box] = /<path fill="(#\w+)"/.exec(svg)!
  const [, ink] = /<text [^>]*fill="(#\w+)"[^>]*>a</.exec(svg)!
  expect(svg).not.toMatch(/<polygon fill="(white|#fff)/)
  // WCAG: 3 for what is large or drawn, 4.5 for text; no grey has 4.5 on both papers
  expect(contrast(label!, '#ffffff')).toBeGreaterThan(4.3)
  expect(contrast(label!, '#0d1117')).toBeGreaterThan(4.3)
  expect(contrast(ink!, box!)).toBeGreaterThan(7)
})

test('a thousand nodes in a ring can be drawn', async () => {
  const keys = Array.from({ length: 1000 }, (_, n) => String(n))
  const svg = await ObjectGraph.fromOutEdges(keys, ({ key }) => [keys[(Number(key) + 1) % 1000]]).toSvg()
  expect(svg.match(/class="node"/g)).toHaveLength(1000)
})

describe('a graph that nobody could read is not drawn:', () => {
  test('too many nodes', async () => {
    const graph = ObjectGraph.of(Array.from({ length: 5_001 }, (_, n) => String(n)))
    await expect(graph.toSvg()).rejects.toThrow(InvalidInputError)
    await expect(graph.toSvg()).rejects.toThrow(
      'Cannot draw graph: it has 5,001 nodes and 0 edges, expected at most 5,000 nodes and 10,000 edges. Draw a part',
    )
  })

  test('too many edges', async () => {
    const edges = Array.from({ length: 10_001 }, () => ({ from: 'a', to: 'a', label: '' }))
    await expect(ObjectGraph.of(['a'], edges).toSvg()).rejects.toThrow('it has 1 node and 10,001 edges')
  })
})

/** Contrast of two colours, from 1 to 21 (WCAG 2, relative luminance). */
function contrast(one: string, other: string): number {
  const [dark, light] = [one, other].map(luminance).sort((a, b) => a - b)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
