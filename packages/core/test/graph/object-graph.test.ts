import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterAll, describe, expect, expectTypeOf, test } from 'vitest'
import { CaptureError, InvalidInputError, NotFoundError } from '../../src/errors.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import type { ObjectEdge } from '../../src/graph/object-edge.ts'
import type { ObjectNode } from '../../src/graph/object-node.ts'
import { graphFromText, keysOf, textOf } from './notation.ts'
import { randomGraph, runs } from './random-graphs.ts'

const diamond = graphFromText('a b c d; a->b a->c b->d c->d')
/** 1 to 7 a tree with a cycle and a short cut, 8 to 10 a ring, 11 alone with itself. */
const eleven = graphFromText('1 2 3 4 5 6 7 8 9 10 11; 1->4 1->2->1 1->3->5 3->6->7 3->7 8->9->10->8 11->11')

/** Two edges from each of `size` nodes in a ring to the next. */
function doubleRing(size: number): ObjectGraph {
  const keys = Array.from({ length: size }, (_, n) => String(n))
  return ObjectGraph.fromOutEdges(keys, ({ key }) => {
    const next = keys[(Number(key) + 1) % size]
    return [next, next]
  })
}

describe('construction', () => {
  test('an empty graph has nothing', () => {
    for (const graph of [ObjectGraph.of(), ObjectGraph.of([]), ObjectGraph.of([], []), graphFromText('')]) {
      expect([graph.size, graph.edgeCount, [...graph], graph.edges()]).toEqual([0, 0, [], []])
    }
  })

  test('a single edge is a reference', () => {
    expect(graphFromText('a b; a->b').references().map(keysOf)).toEqual([['a', 'b']])
  })

  test('an edge to itself is a reference', () => {
    expect(graphFromText('a; a->a').references().map(keysOf)).toEqual([['a', 'a']])
  })

  test('several edges between two nodes are several references', () => {
    const graph = graphFromText('a b; a->b a->b')
    expect(graph.edgeCount).toBe(2)
    expect(graph.references().map(keysOf)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
  })

  test('a cycle is two references', () => {
    expect(textOf(graphFromText('a b; a->b->a'))).toBe('a b; a->b b->a')
  })

  test('nodes and edges may come from iterators', () => {
    const nodes = ['a', 'b'][Symbol.iterator]()
    const edges = new Set([{ from: 'a', to: 'b', label: '' }]).values()
    expect(textOf(ObjectGraph.of(nodes, edges))).toBe('a b; a->b')
    const pairs = new Map([['a', 'b']]).entries()
    expect(textOf(ObjectGraph.fromEdgePairs(['a', 'b'].values(), pairs))).toBe('a b; a->b')
    expect(textOf(ObjectGraph.fromOutEdges(['a', 'b'].values(), () => ['a'].values()))).toBe('a b; a->a b->a')
  })

  test('out edges are asked once per node, with the node', () => {
    const asked: string[] = []
    const nodes = [
      { key: 'a', label: 'A', next: 'b' },
      { key: 'b', label: 'B', next: 'a' },
    ]
    const graph = ObjectGraph.fromOutEdges([...nodes, nodes[0]], (node) => {
      asked.push(node.key)
      return [node.next]
    })
    expect(asked).toEqual(['a', 'b'])
    expect(textOf(graph)).toBe('a b; a->b b->a')
  })

  test('pairs may be made of nodes', () => {
    const [a, b] = graphFromText('a b;')
    expect(textOf(ObjectGraph.fromEdgePairs([a, b], [[a, b]]))).toBe('a b; a->b')
  })

  test('an end that is not given is an error that names it', () => {
    const failing = [
      () => ObjectGraph.of(['a'], [{ from: 'a', to: 'x', label: '' }]),
      () => ObjectGraph.fromOutEdges(['a'], () => ['x']),
      () => ObjectGraph.fromEdgePairs(['a'], [['a', 'x']]),
    ]
    for (const build of failing) {
      expect(build).toThrow(InvalidInputError)
      expect(build).toThrow('goes to node "x", expected one of the 1 keys given')
    }
  })

  test('the union of two graphs is made of their nodes and edges', () => {
    const [one, other] = [eleven.descendants('3'), eleven.ancestors('7')]
    const union = ObjectGraph.of([...one, ...other], [...one.edges(), ...other.edges()])
    expect(textOf(union)).toBe('1 2 3 5 6 7; 1->2 1->3 2->1 3->5 3->6 3->7 6->7')
  })
})

describe('looking', () => {
  test('size and edgeCount', () => {
    expect([eleven.size, eleven.edgeCount]).toEqual([11, 12])
  })

  test('has its own nodes and no others', () => {
    expect([eleven.has('2'), eleven.has('11'), eleven.has({ key: '11' })]).toEqual([true, true, true])
    expect([eleven.has('0'), eleven.has('12'), eleven.has('toString')]).toEqual([false, false, false])
  })

  test('iterates over its nodes, in order, as often as asked', () => {
    expect(keysOf(eleven)).toEqual(Array.from({ length: 11 }, (_, n) => String(n + 1)))
    expect([...eleven]).toEqual([...eleven])
  })

  test('children and parents', () => {
    const related = (key: string) => [keysOf(diamond.children(key)), keysOf(diamond.parents(key))]
    expect(related('a')).toEqual([['b', 'c'], []])
    expect(related('b')).toEqual([['d'], ['a']])
    expect(related('c')).toEqual([['d'], ['a']])
    expect(related('d')).toEqual([[], ['b', 'c']])
  })

  test('children and parents count once per edge, in the order of the edges', () => {
    const graph = graphFromText('10 9 1; 10->9 10->1 10->9 10->10')
    expect(keysOf(graph.children('10'))).toEqual(['9', '1', '9', '10'])
    expect(keysOf(graph.parents('9'))).toEqual(['10', '10'])
  })

  test('edges in and out', () => {
    const graph = ObjectGraph.of(
      ['a', 'b'],
      [
        { key: 'x', from: 'a', to: 'b', label: 'first' },
        { key: 'y', from: 'a', to: 'b', label: 'second' },
        { key: 'z', from: 'b', to: 'b', label: 'self' },
      ],
    )
    const labels = (edges: ObjectEdge[]) => edges.map((edge) => edge.label)
    expect(labels(graph.outEdges('a'))).toEqual(['first', 'second'])
    expect(labels(graph.inEdges('b'))).toEqual(['first', 'second', 'self'])
    expect(labels(graph.outEdges('b'))).toEqual(['self'])
    expect(labels(graph.inEdges('a'))).toEqual([])
    expect(labels(graph.edges())).toEqual(['first', 'second', 'self'])
  })

  test('arrays handed out are the caller’s own', () => {
    const graph = graphFromText('a b; a->b')
    for (const edges of [graph.edges(), graph.outEdges('a'), graph.inEdges('b')]) edges.pop()
    expect([graph.edgeCount, graph.children('a').length, graph.parents('b').length]).toEqual([1, 1, 1])
  })

  test.each([
    'node',
    'children',
    'parents',
    'inEdges',
    'outEdges',
    'ancestors',
    'descendants',
    'shortestCycle',
  ] as const)('%s of a node that is not there is an error that names it', (method) => {
    expect(() => diamond[method]('x')).toThrow(NotFoundError)
    expect(() => diamond[method]('x')).toThrow(
      'No node "x" in this graph of 4 nodes, expected the key of one of them, such as "a".',
    )
    expect(() => ObjectGraph.of()[method]('x')).toThrow('No node "x" in this graph of 0 nodes')
  })
})

describe('classes', () => {
  const graph = graphFromText('a:List b:List c:List d:Set e:Set f:Map g; a->b')

  test('are counted, most frequent first; nodes without one are not', () => {
    expect([...graph.countByClass()]).toEqual([
      ['List', 3],
      ['Set', 2],
      ['Map', 1],
    ])
  })

  test('are found by their very name', () => {
    expect(keysOf(graph.findByClass('Set'))).toEqual(['d', 'e'])
    expect(graph.findByClass('set')).toEqual([])
  })

  test('may be anything that a function says', () => {
    expect([...graph.countBy((node) => node.key > 'b')]).toEqual([
      [true, 5],
      [false, 2],
    ])
  })

  test('a predicate finds nodes', () => {
    expect(keysOf(graph.findBy((node) => graph.children(node).length))).toEqual(['a'])
  })
})

describe('algebra', () => {
  const one = graphFromText('a c d; c->d a->c a->a')
  const other = graphFromText('b c d; c->d b->c')

  test('intersect keeps the nodes of both, with the edges of the first', () => {
    expect(textOf(one.intersect(other))).toBe('c d; c->d')
    expect(textOf(one.intersect(graphFromText('d c;')))).toBe('c d; c->d')
    expect(textOf(graphFromText('d c;').intersect(one))).toBe('c d;')
    expect(keysOf(graphFromText('d c;').intersect(['c', 'd']))).toEqual(['d', 'c'])
  })

  test('minus keeps the nodes that the second lacks', () => {
    expect(textOf(one.minus(other))).toBe('a; a->a')
    expect(textOf(one.minus([]))).toBe(textOf(one))
  })

  test('nodes and keys may stand where a graph may', () => {
    expect(textOf(one.minus(['a', 'x']))).toBe('c d; c->d')
    expect(textOf(one.minus('a'))).toBe('c d; c->d')
    expect(textOf(one.intersect(one.findBy((node) => node.key < 'd')))).toBe('a c; a->a a->c')
  })

  test('a subgraph has the edges between its nodes', () => {
    const graph = eleven.subgraph(['1', '2', '3', '4', '5'])
    expect(textOf(graph)).toBe('1 2 3 4 5; 1->2 1->3 1->4 2->1 3->5')
  })

  test('a subgraph keeps the order given, and each node once', () => {
    expect(keysOf(eleven.subgraph(['3', '1', '3']))).toEqual(['3', '1'])
  })

  test('a subgraph of a node that is not there is an error that names it', () => {
    expect(() => eleven.subgraph(['1', 'x'])).toThrow(NotFoundError)
    expect(() => eleven.subgraph(['1', 'x'])).toThrow('"x"')
  })

  test('a subgraph has this graph’s nodes, not those that named them', () => {
    const graph = eleven.subgraph([{ key: '1', label: 'elsewhere' } as ObjectNode])
    expect(graph.node('1')).toBe(eleven.node('1'))
  })

  test('a subgraph may come from an iterator', () => {
    const graph = doubleRing(100)
    const same = graph.subgraph(graph[Symbol.iterator]())
    expect([same.size, same.edgeCount]).toEqual([100, 200])
  })

  test('obeys the laws of sets, and keeps every edge between nodes kept', () => {
    const part = fc.tuple(randomGraph, fc.array(fc.nat(8).map(String)))
    fc.assert(
      fc.property(part, ([graph, keys]) => {
        const chosen = graph.intersect(keys)
        const rest = graph.minus(keys)
        expect(chosen.size + rest.size).toBe(graph.size)
        expect(textOf(graph.minus(rest))).toBe(textOf(chosen))
        expect(textOf(graph.minus(graph))).toBe(';')
        const between = graph.edges().filter((edge) => chosen.has(edge.from) && chosen.has(edge.to))
        expect(
          chosen
            .edges()
            .map((edge) => edge.key)
            .sort(),
        ).toEqual(between.map((edge) => edge.key).sort())
      }),
      runs,
    )
  })

  test('calls chain', () => {
    const graph = eleven.minus(['2']).descendants('1').ancestors('7').shortestPath('1', '7')
    expect(graph).toBeInstanceOf(ObjectGraph)
    expect(keysOf(graph)).toEqual(['1', '3', '7'])
  })
})

describe('descendants and ancestors', () => {
  test.each([
    ['a', 'a b c d', 'a'],
    ['b', 'b d', 'a b'],
    ['c', 'c d', 'a c'],
    ['d', 'd', 'a b c d'],
  ])('of %s are %s and %s', (key, descendants, ancestors) => {
    expect(keysOf(diamond.descendants(key)).sort().join(' ')).toBe(descendants)
    expect(keysOf(diamond.ancestors(key)).sort().join(' ')).toBe(ancestors)
  })

  test('where 2 ** 100 walks exist, each node is visited once', () => {
    const graph = doubleRing(100)
    expect([graph.descendants('0').size, graph.ancestors('0').size]).toEqual([100, 100])
  })
})

// A quadratic step would take minutes at this size, and the test would time out.
describe('large graphs', () => {
  const size = 100_000
  const graph = doubleRing(size)
  const all = [size, 2 * size]
  const counts = (result: ObjectGraph) => [result.size, result.edgeCount]

  test.each<[string, () => ObjectGraph]>([
    ['subgraph', () => graph.subgraph([...graph])],
    ['descendants', () => graph.descendants('0')],
    ['ancestors', () => graph.ancestors('0')],
    ['minus', () => graph.minus([])],
    ['intersect', () => graph.intersect(graph)],
    ['annotate', () => graph.annotate(() => ({ seen: true }))],
    ['fromJSON', () => ObjectGraph.fromJSON(graph.toJSON())],
    ['from', () => ObjectGraph.from(graph.graph)],
    ['shortestCycle', () => graph.shortestCycle('5')],
    ['sourceComponents', () => graph.sourceComponents()[0]],
  ])('%s is linear', (_, operation) => {
    expect(counts(operation())).toEqual(all)
  })

  test('many edges at one node, and between two, are no trouble', () => {
    const keys = Array.from({ length: 20_000 }, (_, n) => String(n))
    const star = ObjectGraph.fromOutEdges(keys, () => ['0', '0'])
    expect(star.ancestors('0').size).toBe(20_000)
    expect(star.parents('0')).toHaveLength(40_000)
    expect(star.stronglyConnectedComponents()).toHaveLength(20_000)
  })
})

describe('annotate', () => {
  const graph = ObjectGraph.of(['a', 'b'], [{ key: 'e', from: 'a', to: 'b', label: 'x' }])

  test('adds attributes to nodes and edges, and leaves the graph as it was', () => {
    const annotated = graph.annotate(
      (node) => ({ survivor: node.key === 'b' }),
      (edge) => ({ cut: edge.to === 'b' }),
    )
    expect([...annotated]).toEqual([
      { key: 'a', label: 'a', survivor: false },
      { key: 'b', label: 'b', survivor: true },
    ])
    expect(annotated.edges()).toEqual([{ key: 'e', from: 'a', to: 'b', label: 'x', cut: true }])
    expect(graph.edges()[0]).not.toHaveProperty('cut')
    expectTypeOf(annotated.node('a').survivor).toEqualTypeOf<boolean>()
    expectTypeOf(annotated.edges()[0].cut).toEqualTypeOf<boolean>()
  })

  test('may change labels, but not keys and ends', () => {
    const annotated = graph.annotate(
      () => ({ key: 'z', label: 'new' }),
      () => ({ key: 'z', from: 'b', to: 'a' }),
    )
    expect([...annotated].map((node) => `${node.key} ${node.label}`)).toEqual(['a new', 'b new'])
    expect(annotated.edges()).toEqual([{ key: 'e', from: 'a', to: 'b', label: 'x' }])
  })
})

describe('export', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toleak-object-graph-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([
    ['graph.svg', /<svg[^]*<\/svg>\s*$/],
    ['graph.dot', /^digraph ObjectGraph \{/],
    ['graph.gv', /^digraph ObjectGraph \{/],
    ['graph.json', /^\{"nodes":\[/],
    ['graph.gexf', /^<\?xml [^]*<gexf [^]*<\/gexf>\s*$/],
  ])('%s is written by its extension', async (name, content) => {
    const file = join(folder, name)
    await diamond.exportImage(file)
    expect(readFileSync(file, 'utf8')).toMatch(content)
  })

  test('a .png is a PNG', async () => {
    const file = join(folder, 'graph.png')
    await diamond.exportImage(file)
    expect(readFileSync(file).subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))
  })

  test('a format that is given goes before the name', async () => {
    const file = join(folder, 'misleading.png')
    await diamond.exportImage(pathToFileURL(file), { format: 'svg' })
    expect(readFileSync(file, 'utf8')).toBe(await diamond.toSvg())
    await diamond.exportImage(file, { format: 'gexf' })
    expect(readFileSync(file, 'utf8')).toBe(diamond.toGexf())
  })

  test('an extension that cannot be written is an error, and no file', async () => {
    const file = join(folder, 'graph.jpeg')
    await expect(diamond.exportImage(file)).rejects.toThrow(InvalidInputError)
    await expect(diamond.exportImage(file)).rejects.toThrow('.svg, .png, .dot, .gv, .json, .gexf')
    expect(existsSync(file)).toBe(false)
  })

  test('a folder that is not there is an error', async () => {
    await expect(diamond.exportImage(join(folder, 'none', 'graph.svg'))).rejects.toThrow(CaptureError)
    expect(() => diamond.exportJson(join(folder, 'none', 'graph.json'))).toThrow(CaptureError)
  })
})

test('prints as its counts', () => {
  expect(inspect(diamond)).toBe('ObjectGraph { 4 nodes, 4 edges }')
  expect(inspect(graphFromText('a; a->a'))).toBe('ObjectGraph { 1 node, 1 edge }')
  expect(inspect({ graph: diamond })).toBe('{ graph: ObjectGraph { 4 nodes, 4 edges } }')
})

test('attributes are typed, and a graph with more of them is a graph', () => {
  interface Box {
    readonly label: string
    readonly role: 'root' | 'survivor'
    readonly place?: string
  }
  interface Arrow {
    readonly label: string
    readonly cut?: boolean
  }
  const graph = ObjectGraph.of<Box, Arrow>([{ key: 'a', label: 'A', role: 'root' }])
  expectTypeOf(graph.ancestors('a').node('a').role).toEqualTypeOf<'root' | 'survivor'>()
  expectTypeOf(graph.edges()).toEqualTypeOf<ObjectEdge<Arrow>[]>()
  expectTypeOf(graph).toExtend<ObjectGraph>()
  expectTypeOf(graph.graph.getNodeAttribute('a', 'place')).toEqualTypeOf<string | undefined>()
  // @ts-expect-error: no such attribute
  expect(graph.node('a').plaice).toBeUndefined()
  // @ts-expect-error: a node needs its attributes
  expect(ObjectGraph.of<Box>([{ key: 'a', label: 'A' }]).size).toBe(1)
})
