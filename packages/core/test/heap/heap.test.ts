import { describe, expect, it } from 'vitest'
import { NO_EDGE } from '../../src/heap/ephemerons.ts'
import { Heap } from '../../src/heap/heap.ts'
import { NO_NODE } from '../../src/heap/node-index.ts'
import { reachable } from '../../src/heap/traversal.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { writeSnapshot } from '../fixtures/snapshot-writer.ts'

describe('Heap', () => {
  const { heap, node, edge } = graphFromText(`
    root -> a -next-> b -[7]-> c
    a -internal:next-> c, a -hidden:7-> c, a ~context~> b, c -context:x-> a
    a = closure "go" @41 48B 9:4:7
    c = string "some text" @43 16B 9:0:0
  `)

  it('names nodes', () => {
    expect([heap.typeName(0), heap.name(0), heap.id(0)]).toEqual(['synthetic', '', 1])
    expect([heap.typeName(node('a')), heap.name(node('a')), heap.id(node('a'))]).toEqual([
      'closure',
      'go',
      41,
    ])
    expect(heap.name(node('c'))).toBe('some text')
    expect(heap.nodeById(43)).toBe(node('c'))
    expect(heap.nodeById(42)).toBe(NO_NODE)
  })

  it('names edges', () => {
    const named = (step: string) => [heap.edgeTypeName(edge(step)), heap.edgeLabel(edge(step))]
    expect(named('a -next-> b')).toEqual(['property', 'next'])
    expect(named('b -> c')).toEqual(['element', 7])
    expect(named('a -> c')).toEqual(['internal', 'next'])
    expect(named('a ~context~> b')).toEqual(['weak', 'context'])
    expect(named('c -> a')).toEqual(['context', 'x'])
    expect([heap.edgeFrom(edge('b -> c')), heap.edgeTo(edge('b -> c'))]).toEqual([node('b'), node('c')])
  })

  it('finds edges by label, and by type where labels are equal', () => {
    expect(heap.findEdge(node('a'), 'next')).toBe(edge('a -next-> b'))
    expect(heap.findEdge(node('a'), 'next', 'internal')).toBe(edge('a -next-> c'))
    expect(heap.findEdge(node('a'), 7)).toBe(edge('a -hidden:7-> c'))
    expect(heap.findEdge(node('a'), '7')).toBe(NO_EDGE)
    expect(heap.findEdge(node('a'), 'next', 'weak')).toBe(NO_EDGE)
  })

  it('follows labels', () => {
    expect(heap.follow(0, 'a', 'next', 7, 'x')).toBe(node('a'))
    expect(heap.follow(0, 'a', 'nothing', 7)).toBe(NO_NODE)
    expect(heap.follow(node('b'))).toBe(node('b'))
  })

  it('knows where functions are written', () => {
    expect(heap.location(node('a'))).toEqual({ scriptId: 9, line: 4, column: 7 })
    expect(heap.location(node('c'))).toEqual({ scriptId: 9, line: 0, column: 0 })
    expect(heap.location(node('b'))).toBeUndefined()
    expect(heap.location(0)).toBeUndefined()
  })

  it('gives the numbers of type names', () => {
    expect(heap.columns.nodeTypeNames[heap.nodeTypeOf('closure')]).toBe('closure')
    expect(heap.columns.edgeTypeNames[heap.edgeTypeOf('weak')]).toBe('weak')
    expect([heap.nodeTypeOf('none'), heap.edgeTypeOf('none')]).toEqual([-1, -1])
  })

  it('computes what follows once', () => {
    const { retainers, edgeFroms, ephemerons, edgeStrength, distance, dominators, retainedSize } = heap
    expect([retainers, edgeFroms, ephemerons, edgeStrength, distance, dominators, retainedSize]).toEqual([
      heap.retainers,
      heap.edgeFroms,
      heap.ephemerons,
      heap.edgeStrength,
      heap.distance,
      heap.dominators,
      heap.retainedSize,
    ])
    expect(heap.retainers).toBe(retainers)
    expect(heap.dominators).toBe(dominators)
    expect([...distance]).toEqual([0, 1, 2, 2])
    expect([...retainedSize]).toEqual([65, 65, 1, 16])
  })

  it('decodes more strings than it keeps', () => {
    const nodes = Array.from({ length: 10_000 }, (_, i) => ({ name: `n${i}` }))
    const big = new Heap(parseSnapshot([writeSnapshot({ nodes, edges: [] })]))
    for (let round = 0; round < 2; round++) {
      expect(nodes.every(({ name }, ordinal) => big.name(ordinal) === name)).toBe(true)
    }
  })
})

it('a heap without some edges takes them as weak, and shares the rest', () => {
  const { heap, edge, node } = graphFromText('root -> a -> b, root -> t, a & t => v')
  const tableEdge = heap.ephemerons.tableEdge[0]
  const rest = heap.without([edge('a -> b'), tableEdge])
  expect([...reachable(heap)]).toHaveLength(5)
  expect([...reachable(rest)]).toEqual([heap.root, node('a'), node('t')])
  expect(rest.retainers).toBe(heap.retainers)
})
