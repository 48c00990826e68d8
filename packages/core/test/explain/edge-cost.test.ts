import { expect, test } from 'vitest'
import { edgeCostIn } from '../../src/explain/edge-cost.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

test('a way over the module that exports a variable is cheaper than one over a module that imports it', () => {
  const { heap, edge } = graphFromText(`
    root -> exporting -hidden:0-> exports -internal:3-> cell, root -> importing -hidden:6-> imports -internal:0-> cell
    exporting = hidden "system / SourceTextModule"; importing = hidden "system / SourceTextModule"
    exports = array ""; imports = array ""; cell = hidden "system / Cell"
  `)
  const cost = edgeCostIn(heap)
  expect(cost(edge('exporting -> exports'))).toBeLessThan(cost(edge('importing -> imports')))
})

test("what V8 remembers for speed costs more than any user's reference", () => {
  const { heap, edge } = graphFromText(`
    root -> a, a -jobs-> b, a -context:job-> b, a -internal:feedback_cell-> b, a -> feedback
    a = object "Queue"; b = object "Job"; feedback = code "system / FeedbackVector"
  `)
  const cost = edgeCostIn(heap)
  const [property, variable] = [cost(edge('a -jobs-> b')), cost(edge('a -job-> b'))]
  const dear = [cost(edge('a -feedback_cell-> b')), cost(edge('a -> feedback'))]
  expect(Math.min(...dear)).toBeGreaterThan(10 * Math.max(property, variable))
})
