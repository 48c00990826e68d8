import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { graphFromText } from './notation.ts'

test('nodes by key, then edges, labelled where there is a label', () => {
  const graph = ObjectGraph.of(
    [
      { key: '1', label: 'Queue' },
      { key: '2', label: 'Job' },
    ],
    [
      { from: '1', to: '2', label: 'items[0]' },
      { from: '2', to: '1', label: '' },
    ],
  )
  const [first, ...lines] = graph.toDot().split('\n')
  const looks = /^ {2}(graph|node|edge) \[/
  expect([first, ...lines.filter((line) => !looks.test(line))].join('\n')).toBe(
    [
      'digraph ObjectGraph {',
      '  "1" [label="Queue"];',
      '  "2" [label="Job"];',
      '  "1" -> "2" [label="  items[0]  "];',
      '  "2" -> "1";',
      '}',
      '',
    ].join('\n'),
  )
})

test('parallel edges and edges to itself are kept', () => {
  const dot = graphFromText('1 2; 1->1 1->1 1->2 1->2').toDot()
  expect(dot.match(/"1" -> "1";/g)).toHaveLength(2)
  expect(dot.match(/"1" -> "2";/g)).toHaveLength(2)
})

test('quotes in labels are escaped, on nodes and on edges', () => {
  const dot = ObjectGraph.of(
    [{ key: '0', label: 'vertex "1"' }],
    [{ from: '0', to: '0', label: 'from "1" to "2"' }],
  ).toDot()
  expect(dot).toContain(String.raw`[label="vertex \"1\""]`)
  expect(dot).toContain(String.raw`[label="  from \"1\" to \"2\"  "]`)
})

test('an empty graph and an empty label are drawn as such', async () => {
  expect(await ObjectGraph.of().toSvg()).toContain('<svg')
  expect(await drawn({ label: '' })).toBe('')
})

describe('Graphviz draws the label itself', () => {
  test.each([
    'plain',
    '"quoted"',
    'back\\slash',
    'ends in backslash\\',
    '\\"',
    '\\n \\l \\r \\N \\G \\E \\T \\H \\L',
    '<b>bold</b>',
    '<table>',
    '-->',
    ']]>',
    '&lt;b&gt; &amp; &#65; &nbsp;',
    '"]; evil [label="x',
    '} digraph { a',
    'two\nlines',
    'naïve 日本語 😀 \u202e',
    '$& $1 {record|<port>}',
  ])('%j', async (label) => {
    expect(await drawn({ label })).toBe(label)
    expect(await drawn({ edgeLabel: label })).toBe(label)
    expect(await drawn({ key: label, label: 'x' })).toBe('x')
  })

  test('of any length', async () => {
    expect(await drawn({ label: 'long'.repeat(5000) })).toBe('long'.repeat(5000))
  })

  test('with any line break as a line break, and a tab as spaces', async () => {
    expect(await drawn({ label: 'a\r\nb\rc\td' })).toBe('a\nb\nc    d')
  })

  test('with what cannot be printed spelled out', async () => {
    expect(await drawn({ label: 'nul\0 bell\x07 half\ud83d end\uffff' })).toBe(
      'nul\\u0000 bell\\u0007 half\\ud83d end\\uffff',
    )
  })

  test('on random text of hostile pieces', async () => {
    const piece = fc.constantFrom(
      '"',
      '\\',
      'n',
      'N',
      '<',
      '>',
      '&',
      ';',
      'amp',
      '#65',
      '{',
      '|',
      '-',
      'é',
      '😀',
      '/*',
      '//',
    )
    const label = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''))
    const [labels, edgeLabels] = [1, 2].map((seed) => fc.sample(label, { seed, numRuns: 100 })) as [
      string[],
      string[],
    ]
    const keys = labels.map((text, index) => `${index}${text}`)
    const graph = ObjectGraph.of(
      labels.map((text, index) => ({ key: keys[index]!, label: text })),
      edgeLabels.map((text, index) => ({ from: keys[index]!, to: keys[index]!, label: text })),
    )
    const svg = await graph.toSvg()
    expect(textsOf('node', svg)).toEqual(labels)
    expect(textsOf('edge', svg)).toEqual(edgeLabels)
  })
})

test('different keys stay different nodes', async () => {
  const keys = [
    'a',
    'a\\',
    'a\\\\',
    'a"',
    'a\\"',
    '\0',
    '\\u0000',
    '\ud83d',
    '\ud83e',
    ' ',
    '',
    '&',
    '&amp;',
    'node',
    'A',
  ]
  const svg = await ObjectGraph.of(keys).toSvg()
  expect(svg.match(/class="node"/g)).toHaveLength(keys.length)
})

/** The text in the picture of one node with an edge to itself. */
async function drawn({ key = 'k', label = '', edgeLabel = '' }): Promise<string> {
  const svg = await ObjectGraph.of([{ key, label }], [{ from: key, to: key, label: edgeLabel }]).toSvg()
  return [...textsOf('node', svg), ...textsOf('edge', svg)].join('')
}

/** What is written in or at the nodes or edges of a picture, without the margin of edge labels. */
function textsOf(kind: 'node' | 'edge', svg: string): string[] {
  const entities: Record<string, string> = {
    lt: '<',
    gt: '>',
    amp: '&',
    quot: '"',
    '#45': '-',
    '#39': "'",
    '#160': ' ',
  }
  const parts = svg.split('<g ').filter((part) => part.includes(`class="${kind}"`))
  return parts.map((part) => {
    const lines = [...part.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
      text!.replace(/&([^;]+);/g, (entity, name: string) => entities[name] ?? entity),
    )
    return lines.map((line) => (kind === 'edge' ? line.slice(2, -2) : line)).join('\n')
  })
}
