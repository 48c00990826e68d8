import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Heap } from '../../src/heap/heap.ts'
import { NodeSet } from '../../src/heap/node-set.ts'
import { withoutNodes } from '../../src/heap/restrict.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { TRACED_FIELDS, writeSnapshot } from '../fixtures/snapshot-writer.ts'
import { anyGraph, heapOf } from '../oracles/plain-graph.ts'

describe('withoutNodes', () => {
  it('keeps the other nodes in their order, with all they are', () => {
    const { heap, nodes } = graphFromText(
      'root -> a -x-> b -> c, a -context:v-> c; a = closure "go" @7 48B 3:10:5; c = "C" @9 12B 4:1:2; b = 5B 8:8:8',
    )
    const rest = new Heap(withoutNodes(heap.columns, NodeSet.from(heap.nodeCount, nodes('b'))))
    expect(rest.nodeCount).toBe(3)
    expect([1, 2].map((node) => [rest.typeName(node), rest.name(node), rest.id(node)])).toEqual([
      ['closure', 'go', 7],
      ['object', 'C', 9],
    ])
    expect([...rest.columns.shallowSize]).toEqual([0, 48, 12])
    expect([1, 2].map((node) => rest.location(node))).toEqual([
      { scriptId: 3, line: 10, column: 5 },
      { scriptId: 4, line: 1, column: 2 },
    ])
    expect(rest.edgeCount).toBe(2)
    expect(rest.follow(0, 'a', 'v')).toBe(2)
    expect(rest.nodeById(9)).toBe(2)
  })

  it('keeps the traces of the nodes that stay', () => {
    const bytes = writeSnapshot(
      {
        nodes: [{}, { traceId: 2 }, { traceId: 1 }],
        edges: [],
        traces: { functions: [{}], tree: [{ id: 1, calls: 0, inner: [{ id: 2, calls: 0 }] }] },
      },
      { nodeFields: TRACED_FIELDS },
    )
    const columns = parseSnapshot([bytes])
    const rest = withoutNodes(columns, NodeSet.from(3, [1]))
    expect(rest.allocations).toEqual({ ...columns.allocations, traceOf: Int32Array.of(-1, 0) })
  })

  it('leaves nothing out when there is nothing to leave out', () => {
    const { heap } = graphFromText('root -> a -> b ~> a, b -[3]-> a')
    expect(withoutNodes(heap.columns, new NodeSet(heap.nodeCount))).toEqual(heap.columns)
  })

  it('has exactly the edges between nodes that stay, whatever the graph', () => {
    fc.assert(
      fc.property(anyGraph(), fc.array(fc.nat(30)), (graph, numbers) => {
        const { heap } = heapOf(graph)
        const dropped = NodeSet.from(
          heap.nodeCount,
          numbers.filter((node) => node > 0 && node < heap.nodeCount),
        )
        const rest = new Heap(withoutNodes(heap.columns, dropped))
        const edgesOf = (of: Heap, isKept: (node: number) => boolean) =>
          Array.from({ length: of.edgeCount }, (_, edge) => edge)
            .filter((edge) => isKept(of.edgeFrom(edge)) && isKept(of.edgeTo(edge)))
            .map((edge) => `${of.id(of.edgeFrom(edge))} ${of.edgeLabel(edge)} ${of.id(of.edgeTo(edge))}`)
        expect(edgesOf(rest, () => true)).toEqual(edgesOf(heap, (node) => !dropped.has(node)))
        expect(rest.nodeCount).toBe(heap.nodeCount - dropped.size)
      }),
    )
  })
})
