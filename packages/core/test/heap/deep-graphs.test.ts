import { beforeAll, describe, expect, it } from 'vitest'
import { computeComponents } from '../../src/heap/components.ts'
import { shortestCycle } from '../../src/heap/cycles.ts'
import { Heap } from '../../src/heap/heap.ts'
import { cheapestPaths } from '../../src/heap/paths.ts'
import { retainingPaths } from '../../src/heap/retaining-paths.ts'
import { ancestors, descendants, reachable } from '../../src/heap/traversal.ts'
import { parseSnapshot } from '../../src/heapsnapshot/parse.ts'
import { writeSnapshot, type EdgeDraft } from '../fixtures/snapshot-writer.ts'

describe('a chain of 100,000 nodes that ends where it began', () => {
  const length = 100_000
  const last = length - 1
  let heap: Heap
  beforeAll(() => {
    const nodes = Array.from({ length }, () => ({ selfSize: 1 }))
    const edges: EdgeDraft[] = nodes.map((_, from) => ({
      from,
      to: (from + 1) % length,
      type: 'property',
      label: 'next',
    }))
    edges.push({ from: 0, to: last, type: 'weak', label: 'last' })
    heap = new Heap(parseSnapshot([writeSnapshot({ nodes, edges })]))
  })

  it('is no strain for the stack', () => {
    expect(reachable(heap).size).toBe(length)
    expect(ancestors(heap, [last]).size).toBe(length)
    expect(descendants(heap, [0]).size).toBe(length)
    expect(heap.distance[last]).toBe(last)
    expect(heap.dominators.immediateDominator[last]).toBe(last - 1)
    expect(heap.retainedSize[0]).toBe(length)
    expect(heap.retainedSize[last]).toBe(1)
    expect(computeComponents(heap).count).toBe(1)
    expect(shortestCycle(heap, last)).toHaveLength(length)
    expect(cheapestPaths(heap, () => 1000, [last]).get(last)).toHaveLength(last)
    expect(retainingPaths(heap, last, { count: 3 })).toHaveLength(1)
  })
})

describe('100,000 nodes that one node holds and that hold one', () => {
  it('take linear time', () => {
    const width = 100_000
    const nodes = Array.from({ length: width + 2 }, () => ({ selfSize: 1 }))
    const edges: EdgeDraft[] = []
    for (let i = 1; i <= width; i++) {
      edges.push(
        { from: 0, to: i, type: 'element', label: i },
        { from: i, to: width + 1, type: 'element', label: 0 },
      )
    }
    const heap = new Heap(parseSnapshot([writeSnapshot({ nodes, edges })]))
    expect(heap.dominators.immediateDominator[width + 1]).toBe(0)
    expect(heap.retainedSize[0]).toBe(width + 2)
    expect(computeComponents(heap).count).toBe(width + 2)
    expect(retainingPaths(heap, width + 1, { count: 10 })).toHaveLength(10)
  })
})
