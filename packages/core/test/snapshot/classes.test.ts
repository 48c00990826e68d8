import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeClasses, summarizeClasses } from '../../src/snapshot/classes.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'
import { anyGraph, heapOf } from '../oracles/plain-graph.ts'
import type { Heap } from '../../src/heap/heap.ts'

const summaryOf = (heap: Heap) => summarizeClasses(heap, computeClasses(heap))

describe('computeClasses', () => {
  it('tells classes of one name apart by the place where they are written', () => {
    const { heap, node } = graphFromText(`root -> a, root -> b, root -> c, root -> d
      a = "Foo" 1:5:0; b = "Foo" 2:5:0; c = "Foo" 1:5:0; d = "Foo"`)
    const { classOf, classes } = computeClasses(heap)
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((word) => classOf[node(word)])
    expect(a).toBe(c)
    expect(new Set([a, b, d]).size).toBe(3)
    expect(classes[b]).toEqual({ className: 'Foo', location: { scriptId: 2, line: 5, column: 0 } })
    expect(classes[d]).toEqual({ className: 'Foo' })
  })
})

describe('summarizeClasses', () => {
  it('adds counts and sizes, and counts what one instance retains within another once', () => {
    const { heap } = graphFromText(`root -> list -next-> second -next-> third -> data, root -> x -> data2
      list = "Node" 10B; second = "Node" 10B; third = "Node" 10B; data = "Data" 100B; x = "X" 1B; data2 = "Data" 7B`)
    expect(summaryOf(heap)).toMatchObject([
      { className: '(synthetic)', count: 1, shallowSize: 0, retainedSize: 138 },
      { className: 'Node', count: 3, shallowSize: 30, retainedSize: 130 },
      { className: 'Data', count: 2, shallowSize: 107, retainedSize: 107 },
      { className: 'X', count: 1, shallowSize: 1, retainedSize: 8 },
    ])
  })

  it('counts a class inside another one between its own instances once, too', () => {
    const { heap } = graphFromText(
      'root -> a -> b -> c, root -> d; d = "D" 50B; a = "A" 1B; b = "B" 2B; c = "A" 4B',
    )
    expect(summaryOf(heap)).toMatchObject([
      { className: '(synthetic)' },
      { className: 'D' },
      { className: 'A', count: 2, shallowSize: 5, retainedSize: 7 },
      { className: 'B', count: 1, shallowSize: 2, retainedSize: 6 },
    ])
  })

  it('loses no node and no byte, whatever the graph', () => {
    fc.assert(
      fc.property(anyGraph(), (graph) => {
        const { heap } = heapOf(graph)
        const rows = summaryOf(heap)
        const sum = (of: (row: (typeof rows)[number]) => number) =>
          rows.reduce((total, row) => total + of(row), 0)
        expect(sum(({ count }) => count)).toBe(heap.nodeCount)
        expect(sum(({ shallowSize }) => shallowSize)).toBe(
          heap.columns.shallowSize.reduce((total, size) => total + size, 0),
        )
        for (const { retainedSize } of rows)
          expect(retainedSize).toBeLessThanOrEqual(heap.retainedSize[heap.root])
      }),
    )
  })
})
