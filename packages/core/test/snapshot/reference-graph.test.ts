import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../src/errors.ts'
import type { ReferenceGraph } from '../../src/snapshot/reference-graph.ts'
import { HeapGraph } from '../../src/snapshot/heap-graph.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const said = (graph: ReferenceGraph) =>
  graph.edges().map(({ from, to, label }) => `${graph.node(from).label} ${label} ${graph.node(to).label}`)

const text = `root -> queue -jobs-> list -internal:elements-> slots -[0]-> job -> data, root -> watcher ~> job
  list -[0]-> job, list = "Array"; queue = "Queue"; job = "Job"; data = "Data"; watcher = "Watcher"
  slots = array "(object elements)"`
const source = graphFromText(text)
const graph = new HeapGraph(source.heap)

describe('the graph of ancestors', () => {
  it('is in the words of the program, a generation for each reference', () => {
    const at = (generations: number) => said(graph.ancestors(source.node('job'), { generations }))
    expect(at(0)).toEqual([])
    expect(at(1)).toEqual(['Array [0] Job'])
    expect(at(2)).toEqual(['Array [0] Job', 'Queue .jobs Array'])
    expect(at(9)).toEqual(at(2))
  })

  it('has the start alone for no generation, and several starts', () => {
    const none = graph.ancestors([source.node('job'), source.node('data')], { generations: 0 })
    expect(Array.from(none, ({ label }) => label)).toEqual(['Job', 'Data'])
  })

  it('has every node and reference of V8’s when asked for internals, but weak ones', () => {
    const exact = graph.ancestors(source.node('job'), { generations: 1, internals: true })
    expect(said(exact)).toEqual([
      'Array elements (object elements)',
      'Array [0] Job',
      '(object elements) [0] Job',
    ])
    const all = graph.ancestors(source.node('job'), { internals: true })
    expect(all.size).toBe(5)
  })

  it('tells class, kind, id and size of each node, and uses the id as key', () => {
    const [node] = graph.ancestors(source.node('job'), { generations: 0 })
    expect(node).toMatchObject({
      key: `@${source.heap.id(source.node('job'))}`,
      label: 'Job',
      className: 'Job',
      type: 'object',
      shallowSize: 1,
    })
  })
})

describe('the graph of descendants', () => {
  it('follows references the other way', () => {
    expect(said(graph.descendants(source.node('queue'), { generations: 2 }))).toEqual([
      'Queue .jobs Array',
      'Array [0] Job',
    ])
    expect(said(graph.descendants(source.node('job'), { internals: true }))).toEqual(['Job .data Data'])
  })
})

it('refuses a limit that is none', () => {
  for (const generations of [-1, NaN, '3' as unknown as number])
    expect(() => graph.ancestors(source.node('job'), { generations })).toThrow(
      /generations is .*expected a number/,
    )
})

it('refuses to become a graph that nobody can look at', () => {
  const many = Array.from({ length: 100_001 }, (_, i) => `root -> n${i} -> target`).join('\n')
  const { heap, node } = graphFromText(many)
  const crowd = new HeapGraph(heap)
  expect(() => crowd.ancestors(node('target'))).toThrow(InvalidInputError)
  expect(() => crowd.ancestors(node('target'), { internals: true })).toThrow(
    /more than 100,000.*generations/s,
  )
})
