import { describe, expect, it } from 'vitest'
import { EPHEMERON, WEAK } from '../../src/heap/edge-strength.ts'
import { livingEdges } from '../../src/heap/living-edges.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

describe('livingEdges', () => {
  it('takes the entries of tables that nothing keeps alive for weak, and no others', () => {
    const { heap, edge } = graphFromText('root -> k, root -> t, k & t => v, k & dead => w')
    const changed = [...livingEdges(heap).entries()].filter(
      ([e, strength]) => strength !== heap.edgeStrength[e],
    )
    expect(changed).toEqual([[edge('k -> w'), WEAK]])
    expect(heap.edgeStrength[edge('k -> w')]).toBe(EPHEMERON)
  })

  it('is the strength of the heap itself where all tables live', () => {
    const { heap } = graphFromText('root -> k, root -> t, k & t => v')
    expect(livingEdges(heap)).toBe(heap.edgeStrength)
  })
})
