import { describe, expect, it } from 'vitest'
import { edgeCostIn } from '../../src/explain/edge-cost.ts'
import { waysFromHolders, waysToHeld } from '../../src/explain/ways.ts'
import type { TextGraph } from '../fixtures/graph-from-text.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

const NONE = new Map<number, never>()
const options = ({ heap }: TextGraph, most = Infinity) => ({
  edgeCost: edgeCostIn(heap),
  beginnings: NONE,
  most,
})
const said = ({ heap }: TextGraph, ways: number[][]) =>
  ways.map((way) => way.map((edge) => `${heap.name(heap.edgeFrom(edge))}.${heap.edgeLabel(edge)}`).join(' '))

const text = `root -> owner -internal:table-> entries -[3]-> value, root -> other -> value
  entries = array "(object elements)"
  value -internal:context-> scope -context:x-> far, value -> near; scope = "system / Context"
  holder ~> value, owner -> value`

describe('waysFromHolders', () => {
  it('leads from the nearest objects people know, past V8’s records, shortest first; weak edges hold nothing', () => {
    const graph = graphFromText(text)
    expect(said(graph, waysFromHolders(graph.heap, graph.node('value'), options(graph)))).toEqual([
      'owner.value',
      'other.value',
    ])
  })

  it('reads the records between as part of the way', () => {
    const graph = graphFromText(
      'root -> owner -internal:table-> entries -[3]-> value; entries = array "(object elements)"',
    )
    expect(said(graph, waysFromHolders(graph.heap, graph.node('value'), options(graph)))).toEqual([
      'owner.table (object elements).3',
    ])
  })

  it('gives no more than asked for', () => {
    const graph = graphFromText(text)
    expect(waysFromHolders(graph.heap, graph.node('value'), options(graph, 1))).toHaveLength(1)
  })

  it('ends at a beginning, too', () => {
    const graph = graphFromText('root -> scope -context:x-> value; scope = "system / Context"')
    const beginnings = new Map([[graph.node('scope'), { cost: 0, describe: () => ({ label: 'module a' }) }]])
    const ways = waysFromHolders(graph.heap, graph.node('value'), { ...options(graph), beginnings })
    expect(said(graph, ways)).toEqual(['system / Context.x'])
    expect(waysFromHolders(graph.heap, graph.node('value'), options(graph))).toEqual([])
  })
})

describe('waysToHeld', () => {
  it('leads to the nearest objects people know, past V8’s records, shortest first', () => {
    const graph = graphFromText(text)
    expect(said(graph, waysToHeld(graph.heap, graph.node('value'), options(graph)))).toEqual([
      'value.near',
      'value.context system / Context.x',
    ])
  })
})
