import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { InvalidInputError, NotFoundError } from '../../src/errors.ts'
import { HeapGraph } from '../../src/snapshot/heap-graph.ts'
import type { HeapEdge, HeapNode } from '../../src/snapshot/heap-node.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const source =
  graphFromText(`root -> a -> b -> c -> a, b -> d, root -> d, root -> e, a -> f, k & t => v, root -> k, root -> t
  a = "A" @11 10B; b = "B" @13 20B; c = "C" @15 30B; d = "D" @17 40B; e = "A" @19 1B; f = closure "go" @21 2B 3:4:5; lost = 9B`)
const graph = new HeapGraph(source.heap)
const { node } = source
const names = (nodes: Iterable<HeapNode>) => Array.from(nodes, ({ name }) => name)
const steps = (edges: readonly HeapEdge[]) =>
  edges.map(({ from, name, to }) => `${from.name}.${name}>${to.name}`)

describe('HeapGraph', () => {
  it('is a container of nodes', () => {
    expect(graph.size).toBe(source.heap.nodeCount)
    expect(graph.edgeCount).toBe(source.heap.edgeCount)
    expect([...graph]).toHaveLength(graph.size)
    expect(graph.root.ordinal).toBe(0)
    expect(graph.has(node('a'))).toBe(true)
    expect(graph.has(graph.node(node('a')))).toBe(true)
    expect(graph.has(graph.size)).toBe(false)
    expect(graph.has(1.5)).toBe(false)
    expect(graph.nodeById(13)?.name).toBe('B')
    expect(graph.nodeById(4)).toBeUndefined()
  })

  it('finds by predicate, name and class', () => {
    expect(graph.find(({ shallowSize }) => shallowSize >= 30).map(({ name }) => name)).toEqual(['C', 'D'])
    expect(graph.findByName('go').map(({ type }) => type)).toEqual(['closure'])
    expect(graph.findByName('nothing')).toEqual([])
    expect(graph.instancesOf('A').map(({ id }) => id)).toEqual([11, 19])
  })

  it('counts by class and by whatever tells nodes apart, most frequent first', () => {
    const counts = graph.countByClass()
    expect([...counts][0]).toEqual(['A', 2])
    expect(counts.get('Function')).toBe(1)
    expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(graph.size)
    expect(graph.countBy(({ id }) => (id > 12 ? 'late' : undefined))).toEqual(
      new Map([['late', graph.find(({ id }) => id > 12).length]]),
    )
  })

  it('tells sizes, distances and dominators', () => {
    expect(graph.retainedSize(node('b'))).toBe(50)
    expect(graph.retainedSize(node('a'))).toBe(62)
    expect(graph.shallowSize(node('a'))).toBe(10)
    expect([node('a'), node('c'), node('d')].map((each) => graph.distance(each))).toEqual([1, 3, 1])
    expect(graph.dominator(node('c'))?.name).toBe('B')
    expect(graph.dominator(node('d'))?.ordinal).toBe(0)
    expect(graph.dominator(0)).toBeUndefined()
    expect(graph.distance(node('lost'))).toBeUndefined()
    expect(graph.dominator(node('lost'))).toBeUndefined()
    expect(graph.retainedSize(node('lost'))).toBe(0)
  })

  it('gives retaining paths, shortest first', () => {
    const paths = graph.retainingPaths(node('d'), { count: 5 })
    expect(paths.map(steps)).toEqual([['.d>D'], ['.a>A', 'A.b>B', 'B.d>D']])
    expect(() => graph.retainingPaths(node('lost'))).toThrow(NotFoundError)
  })

  it('finds components and cycles', () => {
    expect(graph.stronglyConnectedComponents().map(names)).toEqual([['A', 'B', 'C']])
    expect(graph.stronglyConnectedComponents([node('d'), node('e')], { least: 1 }).map(names)).toEqual([
      ['D'],
      ['A'],
    ])
    expect(graph.sourceComponents([node('b'), node('c'), node('d')]).map(names)).toEqual([['B']])
    expect(steps(graph.shortestCycle(node('c')))).toEqual(['C.a>A', 'A.b>B', 'B.c>C'])
    expect(() => graph.shortestCycle(node('d'))).toThrow(/No cycle through D @17/)
  })

  it('gives parts of itself as graphs', () => {
    const part = graph.subgraph([node('a'), node('b'), node('c')])
    expect(part.size).toBe(3)
    expect(part.shortestCycle('@15').size).toBe(3)
  })

  it('shows nodes and references', () => {
    const a = graph.node(node('a'))
    expect(a.edges.map(({ name }) => name)).toEqual(['b', 'f'])
    expect(a.retainers.map(({ from }) => from.name)).toEqual(['', 'C'])
    expect(graph.node(node('f')).location).toEqual({ scriptId: 3, line: 4, column: 5 })
    expect(graph.node(node('v')).retainers.map(({ strength }) => strength)).toEqual([
      'ephemeron',
      'weak',
      'ephemeron',
    ])
    expect(a.detached).toBeUndefined()
  })

  it('is one line for the console, and so are its nodes and references, whatever they hold', () => {
    expect(inspect(graph)).toBe(`HeapGraph { ${graph.size} nodes, ${graph.edgeCount} edges }`)
    expect(inspect(graph.node(node('b')))).toBe('HeapNode { B @13, 20 B }')
    expect(inspect(graph.node(node('b')).edges[0])).toBe('HeapEdge { B @13 -c-> C @15 }')
    const odd = graphFromText(`root -> a; a = string "two\\nlines ${'x'.repeat(500)}"`)
    const line = inspect(new HeapGraph(odd.heap).node(odd.node('a')))
    expect(line).not.toContain('\n')
    expect(line.length).toBeLessThan(120)
  })

  it('refuses what is no node of it', () => {
    expect(() => graph.node(-1)).toThrow(InvalidInputError)
    expect(() => graph.ancestors(graph.size)).toThrow(/found node \d+, expected one of 0 to \d+/)
    const other = new HeapGraph(graphFromText('root -> a; a = @9').heap)
    expect(() => graph.ancestors(other.node(1))).toThrow(/another graph/)
    expect(() => graph.instancesOf(undefined as unknown as string)).toThrow(InvalidInputError)
  })
})
