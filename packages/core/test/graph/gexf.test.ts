import fc from 'fast-check'
import { MultiDirectedGraph } from 'graphology'
import { parse } from 'graphology-gexf'
import { describe, expect, test } from 'vitest'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { textOf } from './notation.ts'
import { randomGraph, runs } from './random-graphs.ts'

/** One tag of XML; graphology's parser puts up with much that is none. */
const TAG = /<[?/]?[\w:]+(?:\s+[\w:]+="(?:[^<&"]|&(?:amp|lt|gt|quot|apos|#x?[0-9A-Fa-f]+);)*")*\s*[?/]?>/g

/** The graph in a GEXF text, read by graphology's parser; and the text must be XML without a doubt. */
function read(gexf: string) {
  expect(gexf.replaceAll(TAG, '').trim()).toBe('')
  // all characters that XML 1.0 admits
  expect(gexf).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u)
  return ObjectGraph.from(parse(MultiDirectedGraph, gexf, { respectInputGraphType: true }))
}

test('keys, labels, direction and attributes come back', () => {
  const graph = ObjectGraph.of(
    [
      { key: '1', label: 'Queue', className: 'Queue', retainedSize: 2.5, leaking: true, count: 3 },
      { key: '2', label: 'Job' },
    ],
    [
      { key: 'e', from: '1', to: '2', label: 'items[0]', cut: true },
      { key: 'f', from: '1', to: '2', label: '' },
      { key: 'g', from: '2', to: '2', label: 'self' },
    ],
  )
  const back = read(graph.toGexf())
  expect([...back]).toEqual([...graph])
  expect(back.edges()).toEqual(graph.edges())
  expect([back.graph.multi, back.graph.type]).toEqual([true, 'directed'])
})

test('every graph comes back as it was', () => {
  fc.assert(
    fc.property(randomGraph, (graph) => {
      expect(read(graph.toGexf()).toJSON()).toEqual(graph.toJSON())
    }),
    runs,
  )
})

test('an empty graph is a graph', () => {
  expect(read(ObjectGraph.of().toGexf()).size).toBe(0)
})

test('attributes that are no text, number or boolean become JSON text', () => {
  const graph = ObjectGraph.of([
    {
      key: '1',
      label: '1',
      place: { file: 'a"<.ts', line: 3 },
      list: ['x|y', '\0'],
      big: 3n,
      none: undefined,
    },
  ])
  expect([...read(graph.toGexf())]).toEqual([
    { key: '1', label: '1', place: '{"file":"a\\"<.ts","line":3}', list: '["x|y","\\u0000"]', big: '3' },
  ])
})

test('attributes named like colours, sizes, weights and kinds are attributes like others', () => {
  const looks = {
    color: 'rgb(nonsense',
    size: 'big',
    x: '?',
    shape: '<',
    thickness: '"',
    weight: 'heavy',
    kind: 'k',
  }
  const graph = ObjectGraph.of(
    [{ key: '1', label: '1', ...looks }],
    [{ from: '1', to: '1', label: '', ...looks }],
  )
  const back = read(graph.toGexf())
  expect([...back]).toEqual([...graph])
  expect(back.edges()).toEqual(graph.edges())
})

describe('any text comes back, or is spelled out:', () => {
  test.each([
    ['"double" \'single\''],
    ['<b>&amp;</b> ]]> <!-- -->'],
    ['two\nlines\r\n\tand a tab'],
    ['naïve 日本語 😀 \u202e'],
    [' spaces  '],
    ['nul\0 bell\x07 escape\x1b del\x7f', 'nul\\u0000 bell\\u0007 escape\\u001b del\\u007f'],
    ['half \ud83d, other half \ude00, \uffff', 'half \\ud83d, other half \\ude00, \\uffff'],
  ])('%j', (text, spelledOut = text) => {
    const graph = ObjectGraph.of(
      [{ key: '1', label: text, more: text }],
      [{ from: '1', to: '1', label: text, more: text }],
    )
    const back = read(graph.toGexf())
    expect(back.node('1')).toEqual({ key: '1', label: spelledOut, more: spelledOut })
    expect(back.edges()).toEqual([{ key: '0', from: '1', to: '1', label: spelledOut, more: spelledOut }])
  })

  test('in names of attributes too', () => {
    const graph = ObjectGraph.of([{ key: '1', label: '1', '<"&\0': 'x', 'a b': 'y', 7: 'z' }])
    expect([...read(graph.toGexf())]).toEqual([
      { key: '1', label: '1', '<"&\\u0000': 'x', 'a b': 'y', 7: 'z' },
    ])
  })

  test('in keys, and different ones stay different', () => {
    const keys = [
      'a',
      'a\\',
      'a"',
      '<',
      '&',
      '&amp;',
      '\0',
      '\\u0000',
      '\\u005c',
      '\\u005cu0000',
      'a\nb',
      'a b',
      '\ud83d',
    ]
    const ring = ObjectGraph.fromOutEdges(keys, ({ key }) => [keys[(keys.indexOf(key) + 1) % keys.length]!])
    const back = read(ring.toGexf())
    expect([back.size, back.edgeCount]).toEqual([keys.length, keys.length])
    expect(back.stronglyConnectedComponents()).toHaveLength(1)
    expect(['a', 'a\\', 'a"', '<', '&', '&amp;', 'a b'].every((key) => back.has(key))).toBe(true)
  })

  test('at random', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
    const rough = fc.oneof(
      text,
      fc.array(fc.nat(0xffff)).map((codes) => `x${String.fromCharCode(...codes)}`),
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(
          rough.map((key) => `k${key}`),
          { minLength: 1, maxLength: 6 },
        ),
        rough,
        (keys, label) => {
          const graph = ObjectGraph.of(
            keys.map((key) => ({ key, label, data: label })),
            keys.map((key) => ({ from: keys[0]!, to: key, label, data: label })),
          )
          const back = read(graph.toGexf())
          expect([back.size, back.edgeCount]).toEqual([keys.length, keys.length])
        },
      ),
      runs,
    )
  })
})

test('what was read again is the graph that was written, to its picture', async () => {
  const graph = ObjectGraph.of(['a', 'b'], [{ from: 'a', to: 'b', label: '<x>' }])
  expect(await read(graph.toGexf()).toSvg()).toBe(await graph.toSvg())
  expect(textOf(read(graph.toGexf()))).toBe('a b; a->b')
})
