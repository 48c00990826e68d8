import { describe, expect, it } from 'vitest'
import { computeEphemerons, NO_EDGE, NO_ENTRY } from '../../src/heap/ephemerons.ts'
import { Heap } from '../../src/heap/heap.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { draftFromText, graphFromText, type TextGraph } from '../fixtures/graph-from-text.ts'
import { writeSnapshot } from '../fixtures/snapshot-writer.ts'

const ephemeronsOf = (heap: Heap) => computeEphemerons(heap.columns)

/** Every entry as `key & table => value`, found from both its edges. */
function entriesOf({ heap, words }: TextGraph): string[] {
  const ephemerons = ephemeronsOf(heap)
  return Array.from({ length: ephemerons.count }, (_, entry) => {
    const [keyEdge, tableEdge] = [ephemerons.keyEdge[entry], ephemerons.tableEdge[entry]]
    expect(ephemerons.entryOf(keyEdge)).toBe(entry)
    expect(ephemerons.entryOf(tableEdge)).toBe(entry)
    expect(heap.edgeFrom(keyEdge)).toBe(ephemerons.key[entry])
    expect(heap.edgeFrom(tableEdge)).toBe(ephemerons.table[entry])
    expect(heap.edgeTo(keyEdge)).toBe(heap.edgeTo(tableEdge))
    const [key, table, value] = words([
      ephemerons.key[entry],
      ephemerons.table[entry],
      heap.edgeTo(keyEdge),
    ]).split(' ')
    return `${key} & ${table} => ${value}`
  }).sort()
}

describe('computeEphemerons', () => {
  it('pairs the edge of the key with the edge of the table', () => {
    const graph = graphFromText('root -> k -> v, root -> t, k & t => v, t -internal:map-> root')
    expect(entriesOf(graph)).toEqual(['k & t => v'])
    const { heap, edge } = graph
    for (const other of ['root -> k', 'k -v-> v', 't -map-> root']) {
      expect(ephemeronsOf(heap).entryOf(edge(other))).toBe(NO_ENTRY)
    }
  })

  it('tells entries apart that share keys, tables or values', () => {
    const entries = [
      'a & s => v',
      'a & t => v',
      'a & t2 => w',
      'b & s => v',
      'b & t => b',
      'v & t => a',
      'v & t2 => t',
      'w & s => w',
    ]
    expect(entriesOf(graphFromText(entries.join('; ')))).toEqual(entries)
  })

  it('is not misled by names', () => {
    const trap = '@5) -> value (b @7) pair in WeakMap (table @3)'
    const names = [
      `k = object "${trap}"`,
      `v = string "${trap} \\n part of key ("`,
      't = array ""',
      'v2 = string "%s @%u"',
    ]
    const entries = ['k & t => v', 'k & t2 => v2', 'v & t2 => k']
    expect(entriesOf(graphFromText([...names, ...entries].join('; ')))).toEqual(entries)
  })

  it('finds the pairs of entries too long for V8 to spell out', () => {
    const long = (letter: string, length: number) => `${letter} = object "${letter.repeat(length)}"`
    const names = [long('k', 900), long('v', 900), long('w', 1000)]
    const entries = ['a & t => w', 'b & t => w', 'b & t2 => w', 'k & t => v', 'k & t2 => k', 'v & t => v']
    const graph = graphFromText([...names, 'root -> t -> k, c & t => v', ...entries].join('; '))
    expect(entriesOf(graph)).toEqual([...entries.slice(0, 3), 'c & t => v', ...entries.slice(3)])
    expect(graph.heap.edgeLabel(graph.heap.ephemerons.keyEdge[0])).toContain('(%s @%u) -> value (%s @%u)')
  })

  it('pairs halves that name their nodes otherwise than the heap does, as those of elements in Chromium', () => {
    const { draft } = draftFromText('root -> k; root -> k2; root -> t; k & t => v; k2 & t => v2')
    const nodes = draft.nodes.map((node) => ({ ...node, name: `<${node.name}>` }))
    const heap = new Heap(parseSnapshot([writeSnapshot({ ...draft, nodes })]))
    const { count, key, table, tableEdge } = ephemeronsOf(heap)
    const [k, k2, t] = [1, 2, 3]
    expect([count, [...key], [...table]]).toEqual([2, [k, k2], [t, t]])
    expect([...tableEdge].map((edge) => heap.edgeFrom(edge))).toEqual([t, t])
  })

  it('takes an entry that stands on its key alone', () => {
    const text = 'part of key (k @3) -> value (v @7) pair in WeakMap (table @5)'
    const { heap, node } = graphFromText('root -> k; root -> t; k -X-> v; t -> k')
    const edge = heap.columns.firstEdge[node('k')]
    // the notation writes both halves, so the half comes as columns
    const { strings, edgeTypeNames } = heap.columns
    const edgeType = Uint8Array.from(heap.columns.edgeType)
    edgeType[edge] = edgeTypeNames.indexOf('internal')
    const half = {
      ...heap.columns,
      edgeType,
      strings: {
        ...strings,
        count: strings.count,
        get: (index: number) => (index === heap.columns.edgeName[edge] ? text : strings.get(index)),
        indicesContaining: () => [heap.columns.edgeName[edge]],
        numberBeforeEnd: () => 5,
      },
    }
    const ephemerons = computeEphemerons(half)
    expect([ephemerons.count, ephemerons.key[0], ephemerons.table[0], ephemerons.tableEdge[0]]).toEqual([
      1,
      node('k'),
      node('t'),
      NO_EDGE,
    ])
    expect(ephemerons.entryOf(edge)).toBe(0)
  })

  it('finds none in a heap without WeakMaps', () => {
    const { heap, edge } = graphFromText('root -> a -> b')
    expect(ephemeronsOf(heap).count).toBe(0)
    expect(ephemeronsOf(heap).entryOf(edge('a -> b'))).toBe(NO_ENTRY)
    expect(ephemeronsOf(heap).entryOf(NO_EDGE)).toBe(NO_ENTRY)
  })
})
