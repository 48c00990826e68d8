import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cheapestPaths } from '../../src/heap/paths.ts'
import { reachable } from '../../src/heap/traversal.ts'
import { WayFinder } from '../../src/heap/way-finder.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

/** A finder of ways from the words of `sources`, each with its cost: `root=400 module=0`. */
function finder(text: string, sources = 'root=0', chain?: string[]) {
  const graph = graphFromText(text)
  const costs = new Map(
    sources.split(' ').map((source) => {
      const [word, cost] = source.split('=')
      return [graph.node(word), Number(cost)]
    }),
  )
  const { heap } = graph
  const ways = new WayFinder(heap, {
    costOf: (edge) => ({ dear: 50, link: Infinity })[heap.edgeLabel(edge)] ?? 1,
    ...(chain && {
      chainsTo: (node) => {
        const edges = chain.map((edge) => graph.edge(edge))
        return node === heap.edgeTo(edges[edges.length - 1]) ? [{ edges, cost: 1 }] : []
      },
    }),
    sourceCost: (node) => costs.get(node),
    alive: reachable(heap),
  })
  const spell = (way: readonly number[] | undefined) =>
    way &&
    graph.words([
      ...way.slice(0, 1).map((edge) => heap.edgeFrom(edge)),
      ...way.map((edge) => heap.edgeTo(edge)),
    ])
  return { graph, ways, to: (word: string) => spell(ways.wayTo(graph.node(word))), spell }
}

test('goes from the best source, by the cheapest edges', () => {
  const { to } = finder('root -> module -> a -> b, root -dear-> b, root -> c -> b', 'root=400 module=0')
  expect(to('b')).toBe('module a b')
  expect(to('c')).toBe('root c')
})

test('leads through nothing that is dead, nor by weak edges', () => {
  const { to } = finder('root -> a -> b -> c, dead -> c, a ~> c', 'root=10 dead=0 a=0')
  expect(to('c')).toBe('a b c')
  expect(to('dead')).toBeUndefined()
})

test("reaches a WeakMap's value by its key, if the table is alive", () => {
  const { to } = finder('root -> k, root -> t, k & t => v, k & lost => w')
  expect(to('v')).toBe('root k v')
  expect(to('w')).toBeUndefined()
})

test('goes round excluded edges, without remembering that way', () => {
  const { graph, ways, spell } = finder('root -> a -> c, root -> b -> d -> c')
  const excluded = graph.edge('a -> c')
  expect(spell(ways.wayTo(graph.node('c'), (edge) => edge === excluded))).toBe('root b d c')
  expect(spell(ways.wayTo(graph.node('c')))).toBe('root a c')
})

describe('a chain', () => {
  const text = 'root -> list -link-> a -link-> b -> c, root -> owner -> x -> a'
  const chain = ['list -link-> a', 'a -link-> b']

  test('counts as one reference, and its edges are passed in no other way', () => {
    const { to } = finder(text, 'root=0 owner=0', chain)
    expect(to('c')).toBe('root list a b c')
    expect(to('b')).toBe('root list a b')
    expect(to('a')).toBe('owner x a')
  })

  test('is missing when one of its edges is', () => {
    const { graph, ways } = finder(text, 'root=0', chain)
    const excluded = graph.edge('list -link-> a')
    expect(ways.wayTo(graph.node('c'), (edge) => edge === excluded)).toBeUndefined()
  })
})

describe('into a node at which ways begin', () => {
  test('leads from elsewhere, by the cheapest edges, and not through it', () => {
    const { graph, ways, spell } = finder(
      'root -> port -> own -> port, root -> list -> port, a -> b -> port, root -dear-> a',
      'root=400 port=0 a=10',
    )
    expect(spell(ways.wayTo(graph.node('own')))).toBe('port own')
    expect(spell(ways.wayInto(graph.node('port')))).toBe('a b port')
    const excluded = graph.edge('b -> port')
    expect(spell(ways.wayInto(graph.node('port'), (edge) => edge === excluded))).toBe('root port')
    expect(ways.wayTo(graph.node('port'))).toEqual([])
  })

  test('is as cheap as it is from the sources on', () => {
    const edges = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 20 })
    fc.assert(
      fc.property(edges, fc.nat(20), (drawn, cost) => {
        const text = drawn.map(([from, to]) => `n${from} -> n${to}`)
        const { graph, ways } = finder(
          ['x -> n0, x -> n1, root -> n0, root -> n2', ...text].join('\n'),
          `root=40 n1=0 n2=${cost}`,
        )
        const { heap, node } = graph
        const [target, other] = [node('n1'), node('n2')]
        // what was asked before changes nothing
        for (const each of [0, 1, 2]) ways.wayTo(node(`n${each}`))
        const wanted = cheapestPaths(heap, () => 1, [target], {
          sources: new Map([
            [heap.root, 40],
            [other, cost],
          ]),
          excludeEdge: (edge) => heap.edgeFrom(edge) === target,
        }).get(target)
        const price = (way: readonly number[] | undefined) =>
          way && way.length + (heap.edgeFrom(way[0]) === other ? cost : 40)
        const found = ways.wayInto(target)
        expect(price(found)).toBe(price(wanted))
        expect(found?.some((edge) => heap.edgeFrom(edge) === target) ?? false).toBe(false)
      }),
    )
  })
})

test('is as cheap as the way that is found from the sources on, whatever was asked before', () => {
  const edges = fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.boolean()), { maxLength: 25 })
  const sources = fc.array(fc.tuple(fc.nat(8), fc.nat(30)), { maxLength: 3 })
  fc.assert(
    fc.property(edges, sources, (drawn, begin) => {
      const text = [
        ...Array.from({ length: 9 }, (_, node) => `x -> n${node}`),
        'root -> n0',
        ...drawn.map(([from, to, dear]) => `n${from} -${dear ? 'dear' : 'cheap'}-> n${to}`),
      ].join('\n')
      const words = ['root=40', ...begin.map(([node, cost]) => `n${node}=${cost}`)]
      const { graph, ways } = finder(text, words.join(' '))
      const { heap, node } = graph
      const alive = reachable(heap)
      const costOf = (edge: number) => (heap.edgeLabel(edge) === 'dear' ? 50 : 1)
      const costs = new Map(
        words.map((source) => [node(source.split('=')[0]), Number(source.split('=')[1])] as const),
      )
      const living = new Map([...costs].filter(([source]) => alive.has(source)))
      const price = (way: readonly number[] | undefined, target: number) =>
        way &&
        way.reduce(
          (sum, edge) => sum + costOf(edge),
          living.get(way.length > 0 ? heap.edgeFrom(way[0]) : target) ?? NaN,
        )
      for (let target = 0; target < 9; target++) {
        const wanted = cheapestPaths(heap, costOf, [node(`n${target}`)], { sources: living })
        expect(price(ways.wayTo(node(`n${target}`)), node(`n${target}`))).toBe(
          price(wanted.get(node(`n${target}`)), node(`n${target}`)),
        )
      }
    }),
  )
})
