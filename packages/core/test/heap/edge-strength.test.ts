import { describe, expect, it } from 'vitest'
import {
  computeEdgeStrength,
  EPHEMERON,
  EPHEMERON_OF_TABLE,
  STRONG,
  WEAK,
} from '../../src/heap/edge-strength.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

describe('computeEdgeStrength', () => {
  const { heap, edge } = graphFromText(`
    root -shortcut:2-> global -> bound, root -[1]-> gc -internal:4-> global
    bound -shortcut:bound_argument_0-> argument, bound -internal:bindings-> bindings -[0]-> argument
    ref = object "WeakRef"; gc -> ref ~target~> argument
    f -context:x-> f -hidden:3-> argument
    k & t => v
    list -[1]-> half -internal:native_to_javascript-> port -internal:javascript_to_native-> half
    half = native "Node / MessagePort"
    page = native "HTMLDivElement"; page -internal:native_to_javascript-> wrapper
  `)
  const strength = computeEdgeStrength(heap.columns, heap.ephemerons)

  it.each([
    ['root -> gc', STRONG],
    ['root -> global', STRONG],
    ['gc -> global', STRONG],
    ['bound -bindings-> bindings', STRONG],
    ['bindings -> argument', STRONG],
    ['bound -> argument', WEAK],
    ['ref -> argument', WEAK],
    ['f -x-> f', STRONG],
    ['f -> argument', STRONG],
    ['half -> port', WEAK],
    ['port -> half', STRONG],
    ['page -> wrapper', STRONG],
    ['t -> k', WEAK],
    ['t -3-> k', WEAK],
    ['t -4-> v', WEAK],
    ['k -> v', EPHEMERON],
  ])('%s', (step, expected) => {
    expect(strength[edge(step.replace('-3->', '->').replace('-4->', '~4~>'))]).toBe(expected)
  })

  it('marks the entry on the table, too', () => {
    expect(strength[heap.ephemerons.tableEdge[0]]).toBe(EPHEMERON_OF_TABLE)
  })

  it('takes an entry whose other half is missing for strong', () => {
    const none = { ...heap.ephemerons, keyEdge: new Uint32Array(0), tableEdge: new Int32Array(0) }
    expect(computeEdgeStrength(heap.columns, none)[edge('k -> v')]).toBe(STRONG)
  })
})
