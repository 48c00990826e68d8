import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { InvalidInputError, NotFoundError } from '../../src/errors.ts'
import { sourceComponents, stronglyConnectedComponents } from '../../src/graph/components.ts'
import { ObjectGraph } from '../../src/graph/object-graph.ts'
import { shortestCycle, shortestPath } from '../../src/graph/shortest-path.ts'
import { reachable } from '../../src/graph/traversal.ts'
import type { Neighbours } from '../../src/graph/traversal.ts'
import { graphFromText, groupsText, keysOf, textOf } from './notation.ts'

// What Python's refcycle taught, beyond what the tests of each source file say; docs/refcycle.md has the names side by side.

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)
const strings = (count: number) => Array.from({ length: count }, (_, n) => String(n))

describe('a graph is a container of its nodes:', () => {
  const graph = graphFromText('a:List b:Set c:List; a->b->a b->c b->c')

  test('sized', () => {
    expect(graph.size).toBe([...graph].length)
  })

  test('iterable, by everything that takes an iterable', () => {
    expect(new Set(graph).size).toBe(3)
    expect(new Map(Array.from(graph, (node) => [node.key, node.className])).get('b')).toBe('Set')
    expect(Math.max(...Array.from(graph, (node) => graph.children(node).length))).toBe(3)
  })

  test('asked by the node, its key, or the same node of another graph', () => {
    const [a] = graph
    expect([graph.has(a!), graph.has('a'), graph.has(graphFromText('a;').node('a'))]).toEqual([
      true,
      true,
      true,
    ])
    expect(graph.minus('a').has(a!)).toBe(false)
  })

  test('whose edges know both ends', () => {
    const ends = graph.edges().map((edge) => [graph.node(edge.from), graph.node(edge.to)])
    expect(ends).toEqual(graph.references())
    expect(keysOf(graph.children('b'))).toEqual(['a', 'c', 'c'])
    expect(keysOf(graph.parents('c'))).toEqual(['b', 'b'])
  })

  test('and every part of it is one too', () => {
    const parts = [
      graph.ancestors('c'),
      graph.descendants('a'),
      graph.shortestPath('a', 'c'),
      graph.shortestCycle('a'),
      graph.minus('c'),
      graph.intersect('c'),
      graph.subgraph(['b']),
      graph.annotate(() => ({ seen: true })),
      ...graph.stronglyConnectedComponents(),
      ...graph.sourceComponents(),
    ]
    for (const part of parts) {
      expect(part).toBeInstanceOf(ObjectGraph)
      expect([...part].every((node) => graph.has(node))).toBe(true)
    }
  })

  test('that prints its size', () => {
    expect(inspect([graph, graph.node('b')])).toBe(
      '[ ObjectGraph { 3 nodes, 4 edges }, ObjectNode { b "b" } ]',
    )
  })
})

test('the cycle that two objects make is found among what else there is', () => {
  const graph = graphFromText(
    'module:Module queue:Queue one:Session other:Session; module->queue one->other->one',
  )
  const cycles = graph.stronglyConnectedComponents().filter((component) => component.size > 1)
  expect(cycles.map(textOf)).toEqual(['one other; one->other other->one'])
  expect(cycles[0]!.countByClass()).toEqual(new Map([['Session', 2]]))
  expect(groupsText(graph.sourceComponents().map(keysOf))).toBe('module; one other')
})

test('an intersection has the edges of the first graph, which need not be those of the second', () => {
  const [one, other] = [graphFromText('a b c; a->b'), graphFromText('b c a; b->a c->b')]
  expect(textOf(one.intersect(other))).toBe('a b c; a->b')
  expect(textOf(other.intersect(one))).toBe('a b c; b->a c->b')
})

/** Graphs in which more ways than there are atoms lead from the first node to the last; refcycle 62 walked them all. */
const manyWays: [string, number, Neighbours<number>][] = [
  [
    'a ring of 20,000 nodes, two edges from each to the next',
    20_000,
    (n) => [(n + 1) % 20_000, (n + 1) % 20_000],
  ],
  // 3k -> 3k+1, 3k+2 -> 3k+3
  [
    'a chain of 5,000 diamonds',
    15_001,
    (n) => (n === 15_000 ? [] : n % 3 === 0 ? [n + 1, n + 2] : [n - (n % 3) + 3]),
  ],
  ['200 nodes that all refer to all', 200, () => numbers(200)],
]

describe.each(manyWays)('in %s,', (_, size, children) => {
  /** How often the algorithm asks for the neighbours of each node: index: node; value: times. */
  function lookUps(algorithm: (nodes: number[], neighbours: Neighbours<number>) => unknown): Uint32Array {
    const asked = new Uint32Array(size)
    algorithm(numbers(size), (node) => {
      asked[node]!++
      return children(node)
    })
    return asked
  }

  test.each<[string, number, (nodes: number[], neighbours: Neighbours<number>) => unknown]>([
    ['descendants and ancestors ask', 1, (_nodes, neighbours) => reachable([0], neighbours)],
    ['a shortest path asks', 1, (_nodes, neighbours) => shortestPath(0, size - 1, neighbours)],
    ['a shortest cycle asks', 1, (_nodes, neighbours) => shortestCycle(0, neighbours)],
    ['strongly connected components ask', 1, stronglyConnectedComponents],
    ['source components ask', 2, sourceComponents],
  ])('%s no node for its neighbours more than %i times', (_name, times, algorithm) => {
    const asked = lookUps(algorithm)
    expect(Math.max(...asked)).toBeLessThanOrEqual(times)
    expect(Math.max(...asked)).toBeGreaterThan(0)
  })
})

// refcycle 63, which was quadratic, and its deep chains, which overran the stack
describe('a chain 100,000 deep has', () => {
  const depth = 100_000
  const keys = strings(depth)
  const last = keys.at(-1)!
  const chain = ObjectGraph.of(
    keys.map((key) => ({ key, label: `node ${key}`, className: 'Link' })),
    keys.slice(1).map((key, index) => ({ from: keys[index]!, to: key, label: 'next' })),
  )
  const folder = mkdtempSync(join(tmpdir(), 'toleak-refcycle-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each<[string, () => ObjectGraph]>([
    ['descendants', () => chain.descendants('0')],
    ['descendants within generations', () => chain.descendants('0', { generations: depth })],
    ['ancestors', () => chain.ancestors(last)],
    ['a shortest path', () => chain.shortestPath('0', last)],
    ['a subgraph', () => chain.subgraph(chain)],
    ['a difference', () => chain.minus([])],
    ['an intersection', () => chain.intersect(chain)],
    ['annotations', () => chain.annotate(() => ({ seen: true }))],
    ['a graphology graph', () => ObjectGraph.from(chain.graph)],
    ['JSON', () => ObjectGraph.fromJSON(JSON.stringify(chain))],
  ])('%s, all of it', (_, part) => {
    const found = part()
    expect([found.size, found.edgeCount]).toEqual([depth, depth - 1])
    expect(keysOf(found.children('41'))).toEqual(['42'])
  })

  test('nodes in the order of the path', () => {
    expect(keysOf(chain.shortestPath('0', last))).toEqual(keys)
    expect(keysOf(chain.ancestors(last))).toEqual([...keys].reverse())
  })

  test('generations to stop at', () => {
    expect(chain.ancestors(last, { generations: 5 }).size).toBe(6)
  })

  test('as many components as nodes, one of them a source', () => {
    expect(chain.stronglyConnectedComponents()).toHaveLength(depth)
    expect(chain.sourceComponents().map(textOf)).toEqual(['0;'])
  })

  test('no cycle, and no way back', () => {
    expect(() => chain.shortestCycle('0')).toThrow(NotFoundError)
    expect(() => chain.shortestPath(last, '0')).toThrow(NotFoundError)
    expect(() => chain.shortestPath('1', '0')).toThrow('the first reaches 99,998 other nodes')
  })

  test('references and classes', () => {
    expect(chain.references()).toHaveLength(depth - 1)
    expect([...chain.countByClass()]).toEqual([['Link', depth]])
    expect(chain.findBy((node) => node.key === last)).toEqual([chain.node(last)])
  })

  test('a DOT text with each node and edge', () => {
    const dot = chain.toDot()
    expect(dot.match(/^ {2}"\d+" \[label="node \d+"\];$/gm)).toHaveLength(depth)
    expect(dot.match(/^ {2}"\d+" -> "\d+" \[label=" {2}next {2}"\];$/gm)).toHaveLength(depth - 1)
  })

  test('files of data', async () => {
    chain.exportJson(join(folder, 'chain.json'))
    expect(ObjectGraph.importJson(join(folder, 'chain.json')).edgeCount).toBe(depth - 1)
    await chain.exportImage(join(folder, 'chain.gexf'))
    const gexf = readFileSync(join(folder, 'chain.gexf'), 'utf8')
    expect(gexf.match(/<node /g)).toHaveLength(depth)
    expect(gexf.match(/<edge /g)).toHaveLength(depth - 1)
  })

  test('no picture: an error that says so', async () => {
    await expect(chain.toSvg()).rejects.toThrow(InvalidInputError)
    await expect(chain.exportImage(join(folder, 'chain.png'))).rejects.toThrow(
      '100,000 nodes and 99,999 edges',
    )
  })
})

test('a chain 2,000 deep has a picture', async () => {
  const keys = strings(2_000)
  const chain = ObjectGraph.fromOutEdges(keys, ({ key }) => keys.slice(Number(key) + 1, Number(key) + 2))
  expect((await chain.toSvg()).match(/class="node"/g)).toHaveLength(2_000)
})
