import { expect, it } from 'vitest'
import { scriptsOf, snapshotFacts } from '../../src/explain/snapshot-facts.ts'
import { graphFromText } from '../fixtures/graph-from-text.ts'

// Node 20 has another name for the edge
it.each(['script', 'script_or_debug_info'])('knows scripts by the %s of their functions', (label) => {
  const { heap, node } = graphFromText(`
    root -> go -internal:shared-> info -internal:${label}-> script, root -> Foo, root -> bare
    go = closure "go" 7:3:1; Foo = "Foo" 8:1:1; bare = closure "bare" 9:1:1
    info = code "go"; script = code "file:///src/go.js"`)
  expect([...scriptsOf(heap)]).toEqual([
    [7, { url: 'file:///src/go.js', sourceMapUrl: '', node: node('script') }],
  ])
  const facts = snapshotFacts(heap)
  expect(facts.script(7)?.url).toBe('file:///src/go.js')
  expect(facts.script(8)).toBeUndefined()
  expect(facts.suspendedFunction(heap.id(node('go')))).toBeUndefined()
})
